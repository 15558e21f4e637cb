// The other way to reach the server: long polling, after a WebSocket has been tried.
import { WebSocket, XHR } from 'socket.io-client';

export const transports = [WebSocket, XHR];
