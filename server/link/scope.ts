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

const NOTHING: LinkChange = {};

/** One level. */
export class Scope implements LinkSettings {
  readonly #parent: Scope | undefined;
  /** Undefined while there are none: the scope of a socket never has any. */
  #children: Set<Scope> | undefined;
  readonly #onChange: (link: Link) => void;
  #own: LinkChange = NOTHING;
  /** What is in force, once it was asked for; only where something was set. */
  #inForce: Link | undefined;

  /**
   * `parent`: undefined for the server. `onChange`: called with what is in force, after it may have
   * changed here.
   */
  constructor(parent?: Scope, onChange: (link: Link) => void = () => {}) {
    this.#parent = parent;
    this.#onChange = onChange;
    if (parent) {
      parent.#children ??= new Set();
      parent.#children.add(this);
    }
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
    const inherited = this.#parent?.get() ?? IDEAL_LINK;
    // The very same object: ten thousand links that do nothing are one.
    if (this.#own === NOTHING) return inherited;
    this.#inForce ??= changeLink(inherited, this.#own);
    return this.#inForce;
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
    this.#own = NOTHING;
    this.#tell();
  }

  /** Nobody inherits through it any more. */
  close(): void {
    if (this.#parent) this.#parent.#children?.delete(this);
  }

  #tell(): void {
    this.#inForce = undefined;
    this.#onChange(this.get());
    for (const child of this.#children ?? []) child.#tell();
  }
}
