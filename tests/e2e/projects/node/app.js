// The application under test: takes the gateway's callbacks, and tells what it knows.
'use strict';
const http = require('node:http');

const LADDER = ['SENT', 'RECEIVED', 'READ', 'PLAYED'];
const messages = new Map(); // id -> the highest status told
const chats = new Map(); // phone -> the last presence told

function apply(callback) {
  if (callback.type === 'MessageStatusCallback') {
    for (const id of callback.ids) {
      const known = LADDER.indexOf(messages.get(id));
      if (LADDER.indexOf(callback.status) > known) messages.set(id, callback.status);
    }
  } else if (callback.type === 'PresenceChatCallback') {
    chats.set(callback.phone, callback.status);
  }
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const server = http.createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/webhook') {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      apply(JSON.parse(body));
      answer(response, 200, {});
    });
    return;
  }
  const [, kind, key] = request.url.split('/');
  const known = { messages, chats }[kind]?.get(decodeURIComponent(key ?? ''));
  answer(response, known ? 200 : 404, { status: known });
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
