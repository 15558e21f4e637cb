// Links inherit: server -> namespace -> socket. Each level holds only what was set there.
import {
  changeLink,
  IDEAL_LINK,
  type Link,
  type LinkChange,
  mergeChanges,
} from '../../shared/link/parameters.ts';
import { assertLinkChange } from '../../shared/link/validate.ts';

/** What is set for a server, a namespace or a socket. */
export interface LinkSettings {
  /** What is in force here: the own settings over the inherited ones. */
  get(): Link;
  /** What was set here and not inherited. */
  own(): LinkChange;
  /**
   * Changes what is named, for packets from now on; the rest stays. Throws a RangeError that names
   * parameter, range and value, and changes nothing then.
   */
  set(change: LinkChange): void;
  /** Back to what is inherited. */
  reset(): void;
}

/** One level. `parent` undefined: the server. */
export class Scope implements LinkSettings {
  readonly #parent: Scope | undefined;
  readonly #children = new Set<Scope>();
  readonly #onChange: (link: Link) => void;
  #own: LinkChange = {};

  /** `onChange`: called with what is in force, after it may have changed here. */
  constructor(parent?: Scope, onChange: (link: Link) => void = () => {}) {
    this.#parent = parent;
    this.#onChange = onChange;
    if (parent) parent.#children.add(this);
  }

  get(): Link {
    return changeLink(this.#parent?.get() ?? IDEAL_LINK, this.#own);
  }

  own(): LinkChange {
    return this.#own;
  }

  set(change: LinkChange): void {
    assertLinkChange(change);
    this.#own = mergeChanges(this.#own, change);
    this.#tell();
  }

  reset(): void {
    this.#own = {};
    this.#tell();
  }

  /** Nobody inherits through it any more. */
  close(): void {
    if (this.#parent) this.#parent.#children.delete(this);
  }

  #tell(): void {
    this.#onChange(this.get());
    for (const child of this.#children) child.#tell();
  }
}
