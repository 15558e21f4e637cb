// The whole protocol as two tables, and the Socket.IO event maps that follow from them.
import type * as v from 'valibot';
import { chatAsks, chatNotices } from './chat.ts';
import { clockAsks, clockNotices } from './clock.ts';
import { consoleAsks, consoleNotices } from './console.ts';
import { linkAsks, linkNotices } from './link.ts';
import type { Outcome } from './refusal.ts';
import { roomAsks, roomNotices } from './room.ts';
import { spaceAsks, spaceNotices } from './space.ts';
import { tabAsks, tabNotices } from './tab.ts';

/** What a client may ask; every ask gets exactly one answer. */
export const asks = {
  ...clockAsks,
  ...roomAsks,
  ...spaceAsks,
  ...chatAsks,
  ...linkAsks,
  ...tabAsks,
  ...consoleAsks,
};

/** What the server tells without being asked. */
export const notices = {
  ...clockNotices,
  ...roomNotices,
  ...spaceNotices,
  ...chatNotices,
  ...linkNotices,
  ...tabNotices,
  ...consoleNotices,
};

export type AskName = keyof typeof asks;
export type NoticeName = keyof typeof notices;

export type AskOf<Name extends AskName> = v.InferOutput<(typeof asks)[Name]['ask']>;
export type AnswerOf<Name extends AskName> = v.InferOutput<(typeof asks)[Name]['answer']>;
export type NoticeOf<Name extends NoticeName> = v.InferOutput<(typeof notices)[Name]['notice']>;

export type ClientToServer = {
  [Name in AskName]: (
    body: AskOf<Name>,
    answer: (outcome: Outcome<AnswerOf<Name>>) => void,
  ) => void;
};

export type ServerToClient = {
  [Name in NoticeName]: (body: NoticeOf<Name>) => void;
};

/** Whether a message passes the link. Names that are not in the protocol do. */
export function isControl(name: string): boolean {
  const entry = Object.hasOwn(asks, name)
    ? asks[name as AskName]
    : Object.hasOwn(notices, name)
      ? notices[name as NoticeName]
      : undefined;
  return entry?.plane === 'control';
}
