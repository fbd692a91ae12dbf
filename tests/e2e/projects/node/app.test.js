// Runs after the conversation was played, while the application is still up.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');

const { APP_URL, MESSAGE_ID, PHONE, ENSAIO_REPORT_JSON } = process.env;

async function status(path) {
  const answer = await fetch(`${APP_URL}${path}`);
  return (await answer.json()).status;
}

test('a message that was read stays read', async () => {
  assert.strictEqual(await status(`/messages/${MESSAGE_ID}`), 'READ');
});

test('who stopped typing is not shown as typing', async () => {
  assert.strictEqual(await status(`/chats/${PHONE}`), 'PAUSED');
});

test('every callback was answered with 200', () => {
  const report = JSON.parse(fs.readFileSync(ENSAIO_REPORT_JSON, 'utf8'));
  const statuses = report.scenarios[0].attempts.map((attempt) => attempt.status);
  assert.deepStrictEqual(statuses, [200, 200, 200, 200, 200]);
});
