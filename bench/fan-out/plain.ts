// The rival: a chat as the plain server of Socket.IO has it. No log, no checks, no light.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { serve, textOf } from './server.ts';

await serve(async () => {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], serveClient: false });
  const send = (author: string, id: string, text: string): void => {
    io.to('room').emit('message', { id, author, sentAt: Date.now(), text });
  };
  io.on('connection', (socket) => {
    void socket.join('room');
    socket.on('chat:say', ({ id, text }: { id: string; text: string }) =>
      send(socket.id, id, text),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port,
    room: '',
    places: [],
    say: (number) => send('member-0000000000', `event-${number}`, textOf(number)),
  };
});
