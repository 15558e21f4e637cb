// Said in the handshake. A change of any schema (the golden test notices) asks for a decision:
// compatible, or one more here.
export const PROTOCOL_VERSION = 1;
