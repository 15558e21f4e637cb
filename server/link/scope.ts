// Links inherit: server -> namespace -> socket. Each level holds only what was set there.
import {
  changeLink,
  IDEAL_LINK,
  type Link,
  type LinkChange,
  mergeChanges,
} from '../../shared/link/parameters.ts';
import { assertLinkChange } from '../../shared/link/validate.ts';

/** What is set for a server, a namespace or a socket. All changes are for later packets. */
export interface LinkSettings {
  /** What is in force here: the own settings over the inherited ones. */
  get(): Link;
  /** What was set here and not inherited. */
  own(): LinkChange;
  /**
   * Changes what is named; the rest stays. Throws a RangeError that names parameter, range and
   * value, or a TypeError for what is no parameter, and changes nothing then.
   */
  set(change: LinkChange): void;
  /** As `set`, but what is not named is inherited again. */
  replace(change: LinkChange): void;
  /** Back to what is inherited. */
  reset(): void;
}

/** One level. */
export class Scope implements LinkSettings {
  readonly #parent: Scope | undefined;
  readonly #children = new Set<Scope>();
  readonly #onChange: (link: Link) => void;
  #own: LinkChange = {};

  /**
   * `parent`: undefined for the server. `onChange`: called with what is in force, after it may have
   * changed here.
   */
  constructor(parent?: Scope, onChange: (link: Link) => void = () => {}) {
    this.#parent = parent;
    this.#onChange = onChange;
    if (parent) parent.#children.add(this);
  }

  /** Its verbs without itself, to be handed out. */
  get settings(): LinkSettings {
    return {
      get: () => this.get(),
      own: () => this.own(),
      set: (change) => this.set(change),
      replace: (change) => this.replace(change),
      reset: () => this.reset(),
    };
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

  replace(change: LinkChange): void {
    assertLinkChange(change);
    this.#own = mergeChanges({}, change);
    this.#tell();
  }

  reset(): void {
    this.replace({});
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
