// Who has which link: the links of a layer, their handles and their sums.

import { addCounts, type LaneCounts, NO_COUNTS } from './lane-counts.ts';
import type { Scope } from './scope.ts';
import type { Direction, LinkOfSocket } from './socket-handle.ts';
import type { SocketLink } from './socket-link.ts';

export interface LinkEntry {
  readonly link: SocketLink;
  readonly scope: Scope;
  readonly handle: LinkOfSocket;
}

export class LinkList {
  readonly #entries = new Map<SocketLink, LinkEntry>();
  /** What the links counted that are gone. */
  readonly #past: Record<Direction, LaneCounts> = { up: NO_COUNTS, down: NO_COUNTS };

  add(entry: LinkEntry): void {
    this.#entries.set(entry.link, entry);
  }

  of(link: SocketLink): LinkEntry | undefined {
    return this.#entries.get(link);
  }

  /** Oldest first. */
  all(): LinkEntry[] {
    return [...this.#entries.values()];
  }

  /** The socket of a link has gone, and nothing of it is in flight. */
  remove(link: SocketLink): void {
    this.#past.up = addCounts(this.#past.up, link.up.counts);
    this.#past.down = addCounts(this.#past.down, link.down.counts);
    this.#entries.get(link)?.scope.close();
    this.#entries.delete(link);
  }

  /** All that all links ever counted. */
  totals(): Record<Direction, LaneCounts> {
    const sum = (direction: Direction) =>
      this.all().reduce(
        (total, { link }) => addCounts(total, link[direction].counts),
        this.#past[direction],
      );
    return { up: sum('up'), down: sum('down') };
  }
}
