// npm's hdr-histogram-js, which nobody here wrote, reads our log, and counts the same values.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const { test } = require('node:test');
const zlib = require('node:zlib');
const hdr = require('hdr-histogram-js');

const log = fs.readFileSync(process.env.LOG, 'utf8');
const ours = JSON.parse(fs.readFileSync(process.env.TOLD, 'utf8'));

function histogram(values) {
  const made = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 64, // Counts of more than 32 bits.
  });
  for (const [value, count] of values) made.recordValueWithCount(value, count);
  return made;
}

function* wide() {
  let x = 4711;
  const next = () => (x = (x * 48271) % 2147483647);
  for (let i = 0; i < 20_000; ++i) {
    const bound = 2 ** (next() % 26);
    yield [next() % bound, 1];
  }
  yield [60_000_000, 1];
}

// By tag as it stands in the log, in its order: what was recorded.
const recorded = {
  'NO TAG': histogram([]),
  even: histogram(Array.from({ length: 10_000 }, (_, i) => [i + 1, 1])),
  late: histogram([[60_000_000, 2]]),
  'many%20times': histogram([[1500, 2 ** 40]]),
  wide: histogram(wide()),
};
const tags = Object.keys(recorded);
const told = (tag) => ours[tag === 'NO TAG' ? '' : decodeURIComponent(tag)];

function intervals() {
  const reader = new hdr.HistogramLogReader(log, 64);
  const all = [];
  for (let next; (next = reader.nextIntervalHistogram()) !== null; ) all.push(next);
  return all;
}

/** The bytes behind the header that `text`, compressed and in base64, stands for. */
function payload(text) {
  return zlib.inflateSync(Buffer.from(text, 'base64').subarray(8)).subarray(40).toString('hex');
}

test('every interval is there, with its tag and its time', () => {
  assert.deepStrictEqual(hdr.listTags(log), tags);
  intervals().forEach((read, i) => {
    assert.strictEqual(read.tag ?? 'NO TAG', tags[i]);
    assert.strictEqual(Math.round(read.startTimeStampMsec), 1_700_000_000_123 + 1000 * i);
    assert.strictEqual(Math.round(read.endTimeStampMsec), 1_700_000_001_123 + 1000 * i);
  });
});

test('what is read is what was recorded', () => {
  for (const [i, read] of intervals().entries()) {
    const expected = recorded[tags[i]];
    assert.strictEqual(read.totalCount, expected.totalCount, tags[i]);
    for (let index = 0; index < expected.countsArrayLength; ++index) {
      const message = `${tags[i]}, count ${index}`;
      assert.strictEqual(read.getCountAtIndex(index), expected.getCountAtIndex(index), message);
    }
  }
});

test('the bytes are those that the library itself would write', () => {
  const lines = log.split('\n').filter((line) => line.includes('HIST'));
  assert.strictEqual(lines.length, tags.length);
  lines.forEach((line, i) => {
    const theirs = hdr.encodeIntoCompressedBase64(recorded[tags[i]]);
    assert.strictEqual(payload(line.split(',').at(-1)), payload(theirs), tags[i]);
  });
});

test('counts and quantiles are told alike', () => {
  for (const tag of tags) {
    const expected = recorded[tag];
    const { count, min, max, mean, quantiles } = told(tag);
    assert.strictEqual(count, expected.totalCount, tag);
    assert.strictEqual(max, expected.maxValue, tag);
    // Theirs leaves out 0, and takes the middle of each bucket for its mean; ours is exact.
    if (min > 0) assert.strictEqual(min, expected.minNonZeroValue, tag);
    assert.ok(Math.abs(mean - expected.mean) <= mean / 1000, `${tag}: ${mean}, ${expected.mean}`);
    for (const [q, value] of Object.entries(quantiles)) {
      const theirs = expected.getValueAtPercentile(100 * Number(q));
      assert.strictEqual(value, Math.min(theirs, max), `${tag}, quantile ${q}`);
    }
  }
});

test('the percentiles of one to ten thousand are what anyone would expect', () => {
  const read = intervals()[tags.indexOf('even')];
  assert.strictEqual(read.getValueAtPercentile(10), 1000);
  assert.strictEqual(read.getValueAtPercentile(20), 2000);
  assert.strictEqual(read.getValueAtPercentile(50), 5003);
  assert.strictEqual(read.getValueAtPercentile(100), 10007);
});
