#include "simulator/timeline/span.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

#include "simulator/base/overloaded.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

// The standard normal's quantiles as parts of its 99th (2.32634787404), 24 bits after the point,
// without their sign: of the shares 2^b/2^32 * (1 + s/16), 16 of each octave b = 16..30, and 1/2.
constexpr std::array<std::int64_t, 241> kQuantiles{
    30070208, 29970408, 29876037, 29786519, 29701369, 29620167, 29542555, 29468221, 29396892,
    29328327, 29262315, 29198667, 29137215, 29077809, 29020312, 28964603, 28910570, 28807140,
    28709315, 28616504, 28528202, 28443981, 28363469, 28286344, 28212324, 28141162, 28072639,
    28006559, 27942751, 27881058, 27821340, 27763471, 27707335, 27599861, 27498186, 27401700,
    27309883, 27222289, 27138536, 27058291, 26981262, 26907193, 26835858, 26767055, 26700606,
    26636349, 26574140, 26513847, 26455352, 26343335, 26237334, 26136715, 26040940, 25949549,
    25862144, 25778380, 25697955, 25620605, 25546094, 25474214, 25404779, 25337622, 25272593,
    25209556, 25148388, 25031222, 24920312, 24815000, 24714727, 24619016, 24527454, 24439683,
    24355389, 24274296, 24196161, 24120767, 24047920, 23977447, 23909192, 23843014, 23778785,
    23655717, 23539175, 23428473, 23323031, 23222350, 23126002, 23033612, 22944854, 22859442,
    22777120, 22697663, 22620869, 22546558, 22474566, 22404746, 22336966, 22207045, 22083956,
    21966981, 21855515, 21749037, 21647100, 21549311, 21455332, 21364860, 21277631, 21193407,
    21111979, 21033156, 20956768, 20882662, 20810697, 20672694, 20541870, 20417475, 20298873,
    20185520, 20076944, 19972736, 19872539, 19776037, 19682951, 19593033, 19506061, 19421837,
    19340182, 19260933, 19183944, 19036222, 18896079, 18762728, 18635500, 18513819, 18397191,
    18285185, 18177423, 18073573, 17973341, 17876465, 17782711, 17691869, 17603750, 17518184,
    17435015, 17275316, 17123664, 16979227, 16841294, 16709261, 16582601, 16460858, 16343633,
    16230574, 16121368, 16015738, 15913436, 15814240, 15717948, 15624380, 15533369, 15358438,
    15192101, 15033475, 14881804, 14736443, 14596834, 14462490, 14332984, 14207942, 14087031,
    13969954, 13856447, 13746273, 13639216, 13535083, 13433698, 13238544, 13052628, 12875002,
    12704860, 12541509, 12384350, 12232862, 12086586, 11945119, 11808106, 11675226, 11546196,
    11420759, 11298685, 11179766, 11063810, 10840117, 10626392, 10421612, 10224906, 10035526,
    9852824,  9676236,  9505265,  9339476,  9178481,  9021935,  8869527,  8720982,  8576046,
    8434494,  8296120,  8028163,  7770855,  7523076,  7283873,  7052427,  6828025,  6610047,
    6397947,  6191241,  5989500,  5792341,  5599419,  5410423,  5225072,  5043109,  4864303,
    4515317,  4176600,  3846858,  3524970,  3209959,  2900957,  2597194,  2297972,  2002655,
    1710660,  1421444,  1134497,  849336,   565497,   282531,   0,
};

// 2^(1/2), 2^(1/4), 2^(1/8) ..., 31 bits after the point.
constexpr std::array<std::uint64_t, 24> kRoots{
    3037000500U, 2553802834U, 2341847524U, 2242560872U, 2194507417U, 2170868212U,
    2159144272U, 2153306067U, 2150392887U, 2148937775U, 2148210589U, 2147847087U,
    2147665360U, 2147574502U, 2147529075U, 2147506361U, 2147495005U, 2147489326U,
    2147486487U, 2147485068U, 2147484358U, 2147484003U, 2147483825U, 2147483737U,
};

constexpr std::int64_t kOne = std::int64_t{1} << 24U;  // Of the numbers with 24 bits after it.
constexpr std::int64_t kLongestExponent = 61 * kOne;   // 2^61 ns are 73 years.

/// How far the share is from the middle, in parts of the 99th percentile, 24 bits after the point;
/// straight lines between the table's points. The error is below 0.0003 of a part.
std::int64_t deviation(std::uint32_t share) {
  const bool upper = share >= 1U << 31U;
  const std::uint32_t tail = std::max(upper ? ~share : share, 1U << 16U);
  const auto octave = static_cast<unsigned>(std::bit_width(tail)) - 1U;  // 16 to 30.
  const std::uint32_t leading = tail << (31U - octave);                  // Its top bit is set.
  const std::size_t point = (octave - 16U) * 16U + ((leading >> 27U) & 15U);
  const auto between = static_cast<std::int64_t>(leading & ((1U << 27U) - 1U));
  const std::int64_t slope = kQuantiles.at(point + 1) - kQuantiles.at(point);
  // Rounded towards the lower point: a right shift of a negative number rounds down in C++20.
  const std::int64_t size = kQuantiles.at(point) + ((slope * between) >> 27U);
  return upper ? size : -size;
}

/// The logarithm of `value` to base 2, 24 bits after the point. Requires value > 0.
/// Bit by bit: squaring doubles the logarithm, and its next bit falls out in front.
std::int64_t log2(std::uint64_t value) {
  const auto whole = static_cast<unsigned>(std::bit_width(value)) - 1U;
  std::uint64_t mantissa = whole <= 31U ? value << (31U - whole) : value >> (whole - 31U);
  std::int64_t result = whole;
  for (int bit = 0; bit < 24; ++bit) {
    mantissa = (mantissa * mantissa) >> 31U;
    const std::uint64_t carry = mantissa >> 32U;
    mantissa >>= carry;
    result = result * 2 + static_cast<std::int64_t>(carry);
  }
  return result;
}

/// 2 to the power of `exponent`, which has 24 bits after the point; whole, rounded down; 0 for
/// negative ones. Bit by bit, from the roots of 2.
std::int64_t exp2(std::int64_t exponent) {
  if (exponent < 0) return 0;
  std::uint64_t mantissa = std::uint64_t{1} << 31U;
  for (unsigned bit = 0; bit < 24U; ++bit) {
    if (((exponent >> (23U - bit)) & 1) != 0) mantissa = (mantissa * kRoots.at(bit)) >> 31U;
  }
  const std::int64_t whole = exponent >> 24U;
  const auto result = static_cast<std::int64_t>(mantissa);
  return whole >= 31 ? result << (whole - 31) : result >> (31 - whole);
}

Offset whole_milliseconds(Offset time) { return std::chrono::round<milliseconds>(time); }

Offset between(const Uniform& range, Random& random) {
  const auto low = std::chrono::ceil<milliseconds>(range.low);
  const auto high = std::chrono::floor<milliseconds>(range.high);
  if (low > high) return range.low;
  return milliseconds(random.between(low.count(), high.count()));
}

}  // namespace

Offset quantile(const LogNormal& span, std::uint32_t share) {
  assert(Offset::zero() < span.p50 && span.p50 <= span.p99);
  // Exactly: the logarithms below would be off by a millisecond in some hours.
  if (span.p50 == span.p99) return whole_milliseconds(span.p50);
  // log2 of the value lies on a straight line through both points: at deviation 0 and at 1.
  const std::int64_t middle = log2(static_cast<std::uint64_t>(span.p50.count()));
  const std::int64_t rise = log2(static_cast<std::uint64_t>(span.p99.count())) - middle;
  // At most 62 * 1.8 with 48 bits after the point: within 63 bits.
  const std::int64_t exponent = middle + ((rise * deviation(share)) >> 24U);
  return whole_milliseconds(Offset(exp2(std::min(exponent, kLongestExponent))));
}

Offset drawn(const Span& span, Random& random) {
  return std::visit(Overloaded{
                        [](Offset time) { return time; },
                        [&](const Uniform& range) { return between(range, random); },
                        [&](const LogNormal& points) {
                          return quantile(points, static_cast<std::uint32_t>(random.next() >> 32U));
                        },
                    },
                    span);
}

Offset shortest(const Span& span) {
  return std::visit(Overloaded{
                        [](Offset time) { return time; },
                        [](const Uniform& range) { return range.low; },
                        [](const LogNormal&) { return Offset::zero(); },
                    },
                    span);
}

Offset longest(const Span& span) {
  return std::visit(Overloaded{
                        [](Offset time) { return time; },
                        [](const Uniform& range) { return range.high; },
                        [](const LogNormal& points) { return quantile(points, UINT32_MAX); },
                    },
                    span);
}

Offset later(Offset time, Offset by) { return by >= kLongest - time ? kLongest : time + by; }

Random numbers(std::uint64_t stream, Purpose purpose) {
  return Random(mixed(stream, static_cast<std::uint64_t>(purpose)));
}

}  // namespace ensaio
