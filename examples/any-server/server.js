// Somebody's Socket.IO server, as one writes it in twenty lines. Lightlag adds the two marked ones,
// and the third is the panel, for whoever wants it.
import { createServer } from 'node:http';
import express from 'express';
import { attachLink } from 'lightlag/link'; // 1
import { createLinkRouter } from 'lightlag/link/router';
import { Server } from 'socket.io';

const app = express();
const http = createServer(app);
const io = new Server(http);

const layer = attachLink(io, { defaults: { up: { delayMs: 300 }, down: { delayMs: 300 } } }); // 2
app.use('/link', createLinkRouter(layer)); // guard this: whoever opens it can cut people off

io.on('connection', (socket) => {
  socket.on('join', (room) => socket.join(String(room)));
  socket.on('say', (room, text, done) => {
    socket.to(String(room)).emit('said', String(text));
    if (typeof done === 'function') done('ok');
  });
});

http.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${http.address().port}`);
});
