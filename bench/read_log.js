// node read_log.js FILE: reads an HdrHistogram log with npm's hdr-histogram-js, which nobody here
// wrote. Prints, by tag, how much each interval counted. NODE_PATH says where the package is.
'use strict';
const fs = require('node:fs');
const hdr = require('hdr-histogram-js');

const reader = new hdr.HistogramLogReader(fs.readFileSync(process.argv[2], 'utf8'), 64);
const counts = {};
for (let next; (next = reader.nextIntervalHistogram()) !== null; ) {
  (counts[next.tag ?? ''] ??= []).push(next.totalCount);
}
console.log(JSON.stringify(counts));
