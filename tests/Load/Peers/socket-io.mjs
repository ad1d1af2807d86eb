// The chat relay from memory, as one writes it with Socket.IO. Run by the comparison: node socket-io.mjs PORT
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { Server } = createRequire(process.argv[3] + '/')('socket.io');
const http = createServer((request, response) => response.end('ok'));
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
const sequences = new Map();

io.on('connection', (socket) => {
  socket.on('join', (room) => socket.join(room));
  socket.on('SendMessage', (commandId, room, text, documentIds, acknowledge) => {
    const sequence = (sequences.get(room) ?? 0) + 1;
    sequences.set(room, sequence);
    const at = new Date().toISOString();
    io.to(room).emit('SessionEvent', room, { sequence, at, kind: 'message', by: socket.id, data: { text, documentIds } });
    acknowledge({ value: { sequence, at } });
  });
});

http.listen(Number(process.argv[2]), '127.0.0.1');
