// The link of one tab, as the chat steers it.
import type { LinkChange } from '../../shared/link/parameters.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import type { LinkOfSocket } from '../link/socket-handle.ts';

export interface TabLink {
  readonly link: LinkOfSocket;
  /** What people have set here: what is set again when a scenario is stopped. */
  own: LinkChange;
  /** Says that somebody or something else has changed it. */
  tell(changed: NoticeOf<'link:changed'>): void;
}
