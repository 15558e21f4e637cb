// The address of a room, as people copy it from the page.
import { UsageError } from './command.ts';

export interface RoomAddress {
  /** Of the server. */
  readonly url: string;
  readonly room: string;
  readonly hostToken: string | undefined;
  /** The key of a member that a host has made. */
  readonly key: string | undefined;
}

/** Reads `http://HOST/r/ROOM`, perhaps with `#host=TOKEN` or `#key=KEY`. Throws UsageError. */
export function readRoomAddress(text: string): RoomAddress {
  const found =
    /^(https?:\/\/[^/?#]+)\/r\/([0-9a-z]{12})(?:[/?][^#]*)?(?:#(?:host=([\w-]{43})|key=([\w-]{43})))?$/.exec(
      text,
    );
  if (!found)
    throw new UsageError(`Expected the address of a room, http://HOST/r/ROOM, got ${text}.`);
  const [, url = '', room = '', hostToken, key] = found;
  return { url, room, hostToken, key };
}
