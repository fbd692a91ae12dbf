// npm's z-api-sdk, which nobody here wrote, takes the mock API for the provider.
'use strict';
const assert = require('node:assert');
const http = require('node:http');
const { test } = require('node:test');
const sdk = require('z-api-sdk');

const { ENSAIO_BASE_URL, ENSAIO_CONTROL_URL } = process.env;
const PHONE = '5544999999999';

function client(instanceId, options = {}) {
  const usual = { instanceId, token: `T-${instanceId}`, baseURL: ENSAIO_BASE_URL, maxRetries: 0 };
  return new sdk.ZAPI({ ...usual, ...options });
}

async function control(method, path, body) {
  const answer = await fetch(`${ENSAIO_CONTROL_URL}/${path}`, { method, body });
  assert.strictEqual(answer.status, 200, await answer.clone().text());
  return answer.json();
}

/** A server that keeps what it hears as [path, callback]. */
async function receiver(t) {
  const heard = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      heard.push([request.url, JSON.parse(body)]);
      response.end();
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  return { heard, url: `http://127.0.0.1:${server.address().port}` };
}

test('every webhooks.update* is taken, and read back', async (t) => {
  const app = await receiver(t);
  const { webhooks, instance } = client('HOOKS');
  const kept = {
    updateReceived: 'receivedCallbackUrl',
    updateDelivery: 'deliveryCallbackUrl',
    updateReceivedDelivery: 'receivedAndDeliveryCallbackUrl',
    updateMessageStatus: 'messageStatusCallbackUrl',
    updateConnected: 'connectedCallbackUrl',
    updateDisconnected: 'disconnectedCallbackUrl',
    updateChatPresence: 'presenceChatCallbackUrl',
  };
  for (const [update, member] of Object.entries(kept)) {
    assert.strictEqual((await instance.getMe())[member], null, member);
    assert.deepStrictEqual(await webhooks[update](`${app.url}/${update}`), { value: true });
    assert.strictEqual((await instance.getMe())[member], `${app.url}/${update}`);
  }
  // All that this SDK has.
  const all = Object.getOwnPropertyNames(Object.getPrototypeOf(webhooks));
  assert.deepStrictEqual(all.filter((name) => name.startsWith('update')), Object.keys(kept));
});

test('sendText gives ids, and its callbacks come to the URLs of their kind', async (t) => {
  const app = await receiver(t);
  const { webhooks, messages } = client('LIFE');
  await webhooks.updateDelivery(`${app.url}/delivery`);
  await webhooks.updateMessageStatus(`${app.url}/status`);

  const sent = await messages.sendText({ phone: PHONE, message: 'Abrimos às 9h.' });
  assert.match(sent.zaapId, /^[0-9A-F]{32}$/);
  assert.strictEqual(sent.id, sent.messageId);
  assert.notStrictEqual(sent.zaapId, sent.messageId);

  await control('GET', 'await?until=quiet:200ms&instance=LIFE');
  const told = app.heard.map(([path, callback]) => [path, callback.status ?? callback.type]);
  assert.deepStrictEqual(told, [
    ['/delivery', 'DeliveryCallback'],
    ['/status', 'SENT'],
    ['/status', 'RECEIVED'],
    ['/status', 'READ'],
  ]);
  const { messageId, zaapId } = app.heard[0][1];
  assert.deepStrictEqual([messageId, zaapId], [sent.messageId, sent.zaapId]);
  for (const [, { ids, phone }] of app.heard.slice(1)) {
    assert.deepStrictEqual([ids, phone], [[sent.messageId], PHONE]);
  }
});

test('readMessage and delete are answered without a body', async () => {
  const { messages } = client('READS');
  const { messageId } = await messages.sendText({ phone: PHONE, message: 'Oi' });
  assert.strictEqual(await messages.readMessage({ phone: PHONE, messageId }), '');
  assert.strictEqual(await messages.delete({ phone: PHONE, messageId, owner: true }), '');
  const { calls } = await control('GET', 'calls?instance=READS');
  const routes = calls.map((call) => [call.method, call.route, call.status]);
  assert.deepStrictEqual(routes, [
    ['POST', 'send-text', 200],
    ['POST', 'read-message', 204],
    ['DELETE', 'messages', 204],
  ]);
});

test('calls without a webhook or a message of their own are answered too', async () => {
  const { instance, contacts, chats, status, queue } = client('STATE');
  const { messageId, zaapId, id } = await status.sendText({ message: 'Aberto até as 21h' });
  assert.ok(messageId && zaapId);
  assert.strictEqual(id, undefined);
  const accepted = [
    instance.updateProfileName('Loja'),
    instance.updateProfileDescription('Abrimos às 9h'),
    instance.updateProfilePicture(`${ENSAIO_BASE_URL}/picture.png`),
    contacts.modifyBlocked({ phone: PHONE, action: 'block' }),
    contacts.report(PHONE),
    chats.modify({ phone: PHONE, action: 'read' }),
    queue.clear(),
  ];
  for (const answer of await Promise.all(accepted)) assert.deepStrictEqual(answer, { value: true });
  assert.strictEqual((await contacts.phoneExists(PHONE))[0].exists, true);
  const unmatched = await control('GET', 'journal?unmatched=1&instance=STATE');
  assert.deepStrictEqual(unmatched.entries, []);
});

test('getStatus says whether there is a phone', async () => {
  const { instance } = client('STATE');
  const connected = await instance.getStatus();
  assert.deepStrictEqual([connected.connected, connected.smartphoneConnected], [true, true]);
  assert.strictEqual(connected.error, 'You are already connected');
  await instance.disconnect();
  const gone = await instance.getStatus();
  assert.deepStrictEqual([gone.connected, typeof gone.error], [false, 'string']);
});

test('what is wrong with the credentials is told as the provider tells it', async () => {
  const refused = [
    [client('NOBODY'), 'BadRequestError', 400, 'Instance not found'],
    [client('LIFE', { token: 'WRONG' }), 'BadRequestError', 400, 'Instance not found'],
    [client('GUARDED'), 'BadRequestError', 400, 'your client-token is not configured'],
    [client('GUARDED', { clientToken: 'X' }), 'PermissionDeniedError', 403,
      'Client-Token not allowed'],
  ];
  for (const [{ messages }, name, status, error] of refused) {
    const send = messages.sendText({ phone: PHONE, message: 'Oi' });
    await assert.rejects(send, { name, status, body: { error } });
  }
  const { connected } = await client('GUARDED', { clientToken: 'SECRET' }).instance.getStatus();
  assert.strictEqual(connected, true);
});

test('what is wrong with a call is told, and the next one is answered', async () => {
  const { messages, webhooks } = client('FAULTS');
  await assert.rejects(messages.sendText({ phone: PHONE }), sdk.BadRequestError);
  await assert.rejects(messages.sendText({ phone: 'Ana', message: 'Oi' }), {
    message: '400: Invalid phone',
  });
  await assert.rejects(webhooks.updateReceived('nowhere'), sdk.BadRequestError);
  assert.ok((await messages.sendText({ phone: PHONE, message: 'Oi' })).messageId);
});

test('faults that rules ask for reach the SDK as errors of their kind', async () => {
  const { messages } = client('FAULTS');
  const send = (options) => messages.sendText({ phone: PHONE, message: 'Oi' }, options);
  const faults = [
    ['status: 503', sdk.InternalServerError, {}],
    ['status: 429', sdk.RateLimitError, {}],
    ['reset: true', sdk.APIConnectionError, {}],
    ['delay: 2s', sdk.APITimeoutError, { timeout: 100 }],
  ];
  for (const [fault, kind, options] of faults) {
    const rule = `rules:\n  - after: send-text\n    answer: { ${fault}, times: 1 }\n`;
    await control('PUT', 'rules?instance=FAULTS', rule);
    await assert.rejects(send(options), kind, fault);
    assert.ok((await send()).messageId, `after ${fault}`);
  }
});

test('a 503 is tried again by the SDK, and the message is sent once', async () => {
  const { messages } = client('FAULTS');
  const { next } = await control('GET', 'journal?instance=FAULTS');
  await control('PUT', 'rules?instance=FAULTS',
    'rules:\n  - after: send-text\n    answer: { status: 503, times: 1 }\n');
  const sent = await messages.sendText({ phone: PHONE, message: 'Oi' }, { maxRetries: 1 });
  assert.ok(sent.messageId);
  const { entries } = await control('GET', `journal?instance=FAULTS&direction=in&since=${next}`);
  assert.deepStrictEqual(entries.map((call) => call.status), [503, 200]);
});
