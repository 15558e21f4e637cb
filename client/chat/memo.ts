// Renders again only when a property is another value. Signals read inside still count.
import { type Attributes, Component, type ComponentChild, h } from 'preact';

/** preact/compat has this too; it would bring the whole of compat into the first page. */
export function memo<Props extends object>(render: (props: Props) => ComponentChild) {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return Object.keys(next).some(
        (key) => next[key as keyof Props] !== this.props[key as keyof Props],
      );
    }
    override render(): ComponentChild {
      return h(render, this.props as Props & Attributes);
    }
  }
  return Memo;
}
