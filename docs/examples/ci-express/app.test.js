'use strict';
const assert = require('node:assert');
const { randomUUID } = require('node:crypto');
const { describe, it } = require('node:test');
const { start } = require('./app.js');

const { ENSAIO_BASE_URL, ENSAIO_CONTROL_URL } = process.env;

async function call(url, method = 'GET', body = undefined, type = 'application/json') {
  const answer = await fetch(url, { method, headers: { 'content-type': type }, body });
  const told = await answer.json();
  assert.ok(answer.ok, `${url}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

const RUNS = `${ENSAIO_CONTROL_URL}/runs?wait=10s`;

// What is not shipped with Ensaio is written where it is needed.
const TYPES_AND_TYPES = `
scenario: types and types
chats: { ana: "5544999999999" }
steps:
  - composing: ana
`;

/** A shop with an instance of its own: what other tests do is not told to it. */
async function open(t) {
  const instance = randomUUID();
  const { url, stop } = await start({
    zapiUrl: `${ENSAIO_BASE_URL}/instances/${instance}/token/T`,
  });
  t.after(stop);
  return {
    ship: (order, phone) =>
      call(`${url}/orders/${order}/shipped`, 'POST', JSON.stringify({ phone })),
    order: (order) => call(`${url}/orders/${order}`),
    typing: () => call(`${url}/typing`),
    play: (scenario) => call(RUNS, 'POST', JSON.stringify({ scenario, instance })),
    playYaml: (yaml) => call(`${RUNS}&instance=${instance}`, 'POST', yaml, 'application/yaml'),
    // Until nothing is to come any more: no sleep is long enough, and each is too long.
    quiet: () => call(`${ENSAIO_CONTROL_URL}/await?until=quiet:200ms&instance=${instance}`),
    /** The callbacks of a kind, in the order in which the shop was told. */
    async told(kind) {
      const path = `journal?direction=out&instance=${instance}`;
      const { entries } = await call(`${ENSAIO_CONTROL_URL}/${path}`);
      const attempts = entries.map((entry) => entry.attempt);
      return attempts.filter((attempt) => attempt.kind === kind).map(({ callback }) => callback);
    },
  };
}

describe('the shop', { concurrency: true }, () => {
  it('shows a message as read in the end', async (t) => {
    const shop = await open(t);
    await shop.ship('1', '5544999999999');
    await shop.quiet();
    assert.deepStrictEqual(await shop.order('1'), {
      status: 'READ',
      steps: ['SENT', 'RECEIVED', 'READ'],
    });
  });

  it('does not take back READ when RECEIVED comes after it', async (t) => {
    const shop = await open(t);
    await shop.ship('2', '5544990000003'); // ends in 0000003: READ before RECEIVED
    await shop.quiet();
    assert.deepStrictEqual(await shop.told('status'), ['SENT', 'READ', 'RECEIVED']);
    assert.deepStrictEqual(await shop.order('2'), { status: 'READ', steps: ['SENT', 'READ'] });
  });

  it('counts nothing twice where everything comes twice', async (t) => {
    const shop = await open(t);
    await shop.ship('3', '5544990000004'); // ends in 0000004: everything twice
    await shop.quiet();
    const twice = ['SENT', 'SENT', 'RECEIVED', 'RECEIVED', 'READ', 'READ'];
    assert.deepStrictEqual(await shop.told('status'), twice);
    const { steps } = await shop.order('3');
    assert.deepStrictEqual(steps, ['SENT', 'RECEIVED', 'READ']);
  });

  it('shows a message that is never read as received', async (t) => {
    const shop = await open(t);
    await shop.ship('4', '5544990000002'); // ends in 0000002: never READ
    await shop.quiet();
    assert.strictEqual((await shop.order('4')).status, 'RECEIVED');
  });

  it('shows who is typing, until they pause', async (t) => {
    const shop = await open(t);
    await shop.playYaml(TYPES_AND_TYPES);
    assert.deepStrictEqual(await shop.typing(), ['5544999999999']);
    const run = await shop.play('pack:basics/typing-then-paused');
    assert.strictEqual(run.verdict, 'pass');
    const presences = ['COMPOSING', 'AVAILABLE', 'COMPOSING', 'PAUSED', 'UNAVAILABLE'];
    assert.deepStrictEqual(await shop.told('presence'), presences);
    assert.deepStrictEqual(await shop.typing(), []);
  });
});
