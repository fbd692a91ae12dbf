// Runs after the scenario, while the shop is still up.
'use strict';
const assert = require('node:assert');
const { test } = require('node:test');

const { APP_URL, ENSAIO_CONTROL_URL } = process.env;

test('a message is shown as read in the end', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ phone: '5544999999999' });
  const shipped = await fetch(`${APP_URL}/orders/1/shipped`, { method: 'POST', headers, body });
  assert.strictEqual(shipped.status, 202);
  assert.ok((await fetch(`${ENSAIO_CONTROL_URL}/await?until=quiet:200ms`)).ok);
  assert.strictEqual((await (await fetch(`${APP_URL}/orders/1`)).json()).status, 'READ');
});
