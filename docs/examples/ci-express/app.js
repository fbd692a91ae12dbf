// A shop that tells its customers by WhatsApp that their orders are on the way.
'use strict';
const { once } = require('node:events');
const express = require('express');

// How far a message has come. What comes later in here wins, whenever it arrives.
const LADDER = ['SENT', 'RECEIVED', 'READ', 'PLAYED'];

function shop(zapi) {
  const orders = new Map(); // order -> the id of the message about it
  const messages = new Map(); // message id -> each status that took it further
  const presences = new Map(); // phone -> the last presence told
  const app = express();
  app.use(express.json());

  app.post('/orders/:order/shipped', async (request, response) => {
    const { order } = request.params;
    const message = `Seu pedido ${order} saiu para entrega.`;
    const { messageId } = await zapi('POST', 'send-text', { phone: request.body.phone, message });
    orders.set(order, messageId);
    response.status(202).json({ messageId });
  });

  app.get('/orders/:order', (request, response) => {
    const steps = messages.get(orders.get(request.params.order)) ?? [];
    response.json({ status: steps.at(-1) ?? 'PENDING', steps });
  });

  app.get('/typing', (request, response) => {
    response.json([...presences.keys()].filter((phone) => presences.get(phone) === 'COMPOSING'));
  });

  app.post('/zapi/status', (request, response) => {
    for (const id of request.body.ids) {
      // An id that is in no order yet is kept too: a status may overtake the answer to the send.
      const steps = messages.get(id) ?? [];
      const further = LADDER.indexOf(request.body.status) > LADDER.indexOf(steps.at(-1));
      if (further) messages.set(id, [...steps, request.body.status]);
    }
    response.sendStatus(200);
  });

  app.post('/zapi/presence', (request, response) => {
    presences.set(request.body.phone, request.body.status);
    response.sendStatus(200);
  });
  return app;
}

/** Listens, and registers its webhooks. `zapiUrl` ends in /instances/ID/token/TOKEN. */
async function start({ zapiUrl, port = 0, publicUrl }) {
  async function zapi(method, call, body) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${zapiUrl}/${call}`, { method, headers, body: JSON.stringify(body) });
    const told = await answer.json();
    // An error may come with 200.
    if (!answer.ok || told.error) throw new Error(`${call}: ${answer.status} ${told.error}`);
    return told;
  }
  const server = shop(zapi).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  const own = publicUrl ?? url;
  await zapi('PUT', 'update-webhook-message-status', { value: `${own}/zapi/status` });
  await zapi('PUT', 'update-webhook-chat-presence', { value: `${own}/zapi/presence` });
  function stop() {
    server.close();
    server.closeAllConnections();
  }
  return { url, stop };
}

module.exports = { start };

if (require.main === module) {
  const { ZAPI_URL, PORT, PUBLIC_URL } = process.env;
  start({ zapiUrl: ZAPI_URL, port: PORT, publicUrl: PUBLIC_URL });
}
