#include "simulator/grammar/grammar_table.hpp"
#include "simulator/grammar/words.hpp"
#include "simulator/wire/dialect.hpp"

// The small values that keys of every kind share.

namespace ensaio::shapes {
namespace {

constexpr std::uint64_t kMany = 1'000'000;
constexpr auto kDialectWords = words_of(kDialects);
constexpr auto kPaceWords = words_of(kPaces);
constexpr auto kKindWords = words_of(kKinds);

}  // namespace

constexpr Shape kText{.form = Form::Text};
constexpr Shape kLine{.form = Form::Line};
constexpr Shape kName{.form = Form::Name, .def = "name"};
constexpr Shape kPath{.form = Form::Line, .what = "a path"};
constexpr Shape kPointer{.form = Form::Pointer, .def = "pointer"};
constexpr Shape kFieldPath{.form = Form::FieldPath, .def = "field"};
constexpr Shape kPhone{.form = Form::Phone, .def = "phone"};
constexpr Shape kUrl{.form = Form::Url, .def = "url"};
constexpr Shape kTime{.form = Form::Time};
constexpr Shape kClock{.form = Form::ClockWord};
constexpr Shape kDuration{.form = Form::Duration, .def = "duration"};
constexpr Shape kRange{.form = Form::Range, .def = "range"};
constexpr Shape kPercent{.form = Form::Percent, .def = "percent"};
constexpr Shape kRate{.form = Form::Rate, .def = "rate"};
constexpr Shape kRamp{.form = Form::Ramp};
constexpr Shape kSize{.form = Form::Size};
constexpr Shape kThroughput{.form = Form::Throughput, .def = "throughput"};
constexpr Shape kShift{.form = Form::Shift};
constexpr Shape kStatusCode{
    .form = Form::Integer, .what = "a status from 100 to 599", .least = 100, .most = 599};
constexpr Shape kBoolean{.form = Form::Boolean};
constexpr Shape kCount{.form = Form::Integer, .most = kMany};
constexpr Shape kPositive{.form = Form::Integer, .least = 1, .most = kMany};
constexpr Shape kSeed{.form = Form::Integer};
constexpr Shape kVersion{.form = Form::Version};
constexpr Shape kJson{.form = Form::Json};
constexpr Shape kDialect{
    .form = Form::Word, .what = "a dialect", .def = "dialect", .words = kDialectWords};
constexpr Shape kPace{.form = Form::Word, .what = "a pace", .words = kPaceWords};
constexpr Shape kKind{.form = Form::Word, .what = "a kind", .def = "kind", .words = kKindWords};

constexpr Shape kNames{
    .form = Form::List, .what = "a list of names", .def = "names", .least = 1, .item = &kName};
constexpr Shape kTexts{.form = Form::List, .what = "a list of words", .item = &kLine};

namespace {

constexpr const Shape* kNameOrNamesChoices[] = {&kName, &kNames};

constexpr Field kLogNormalFields[] = {
    {.name = "p50",
     .shape = &kDuration,
     .doc = "Half of the times drawn are shorter. Over 0.",
     .example = "300ms",
     .need = Need::Required},
    {.name = "p99",
     .shape = &kDuration,
     .doc = "One in a hundred is longer. At least p50.",
     .example = "2s",
     .need = Need::Required},
};
constexpr Shape kLogNormal{
    .form = Form::Record, .what = "{ p50, p99 }", .fields = kLogNormalFields};
constexpr const Shape* kSpanChoices[] = {&kRange, &kLogNormal};

constexpr Shape kNothing{.form = Form::Nothing};
constexpr Shape kHeaderName{.form = Form::HeaderName, .def = "header"};
constexpr Shape kHeaderText{.form = Form::HeaderValue};
constexpr const Shape* kHeaderChoices[] = {&kHeaderText, &kNothing};
constexpr Shape kHeaderValue{
    .form = Form::OneOf, .what = "text, or null to leave it out", .choices = kHeaderChoices};

constexpr Shape kPhonePattern{.form = Form::PhonePattern};
constexpr Field kWhereFields[] = {
    {.name = "phone",
     .shape = &kPhonePattern,
     .doc = "A chat's name, or a phone in quotes; `*` stands for anything.",
     .example = "\"55449*\""},
};

constexpr Shape kOn{.form = Form::True};
constexpr const Shape* kSwitchChoices[] = {&kNothing, &kOn};

}  // namespace

constexpr Shape kNameOrNames{.form = Form::OneOf,
                             .what = "a name or a list of names",
                             .def = "name_or_names",
                             .choices = kNameOrNamesChoices};
constexpr Shape kSpan{.form = Form::OneOf,
                      .what = "a duration, a range, or { p50, p99 }",
                      .def = "span",
                      .choices = kSpanChoices};
constexpr Shape kHeaders{.form = Form::Map,
                         .what = "headers",
                         .def = "headers",
                         .key = &kHeaderName,
                         .item = &kHeaderValue};
constexpr Shape kWhere{.form = Form::Record,
                       .what = "conditions",
                       .def = "where",
                       .item = &kJson,
                       .fields = kWhereFields};
constexpr Shape kExpectedValues{.form = Form::Map,
                                .what = "values by JSON Pointer",
                                .def = "expected_values",
                                .least = 1,
                                .key = &kPointer,
                                .item = &kJson};
constexpr Shape kFields{.form = Form::Map,
                        .what = "fields of the body",
                        .least = 1,
                        .key = &kFieldPath,
                        .item = &kJson};
constexpr Shape kSwitch{.form = Form::OneOf, .what = "true", .choices = kSwitchChoices};

}  // namespace ensaio::shapes
