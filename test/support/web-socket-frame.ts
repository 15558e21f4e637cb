// A frame of a WebSocket, by hand (RFC 6455, 5.2): also those that no library would send.
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** One frame, masked with zeros; `isLast` false: more fragments follow. */
export function frame(
  opcode: number,
  payload: string | Uint8Array,
  { isLast = true }: { isLast?: boolean } = {},
): Buffer {
  const body = Buffer.from(payload as string);
  const long = body.length > 125;
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = (isLast ? 0x80 : 0) | opcode;
  head[1] = 0x80 | (long ? 126 : body.length);
  if (body.length > 65_535) throw new RangeError(`Expected up to 65535 bytes, got ${body.length}`);
  if (long) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}
