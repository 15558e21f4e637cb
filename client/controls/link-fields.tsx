// All parameters of a link: delay and jitter in sight, the rest folded by group, up and down together
// or apart.
import type { LinkDirection } from '../../shared/link/parameters.ts';
import type { Direction, LinkEditor } from '../state/link-editor.ts';
import { Icon } from '../ui/icons.tsx';
import { Switch } from '../ui/switch.tsx';
import { LinkNumber } from './link-number.tsx';
import { LinkOutage } from './link-outage.tsx';
import {
  DELAY_PARAMETERS,
  type NumberName,
  type NumberParameter,
  PARAMETER_GROUPS,
  type ParameterGroup,
} from './link-parameters.ts';

interface EditorProps {
  readonly editor: LinkEditor;
}

interface DirectionProps extends EditorProps {
  readonly direction: Direction;
  readonly title: string;
}

export function LinkFields({ editor }: EditorProps) {
  return (
    <>
      <Directions editor={editor}>
        {(props) => <Numbers {...props} parameters={DELAY_PARAMETERS} />}
      </Directions>
      <Switch label="Both ways the same" isOn={editor.isBoth.value} onChange={editor.setBoth} />
      <div class="folds">
        {PARAMETER_GROUPS.map((group) => (
          <Group key={group.id} editor={editor} group={group} />
        ))}
        <LinkOutage editor={editor} />
      </div>
    </>
  );
}

/** Once for both directions, or once for each. */
function Directions({
  editor,
  children,
}: EditorProps & { readonly children: (props: DirectionProps) => preact.ComponentChildren }) {
  if (editor.isBoth.value) {
    return (
      <fieldset class="direction">
        <legend>Up and down</legend>
        {children({ editor, direction: 'up', title: 'Up and down' })}
      </fieldset>
    );
  }
  const isOwn = editor.whose === undefined;
  const titles = {
    up: isOwn ? 'Up: what you send' : 'Up: what is sent',
    down: isOwn ? 'Down: what you get' : 'Down: what arrives',
  };
  return (
    <>
      {(['up', 'down'] as const).map((direction) => (
        <fieldset key={direction} class="direction">
          <legend>
            <Icon name={direction} />
            {titles[direction]}
          </legend>
          {children({ editor, direction, title: titles[direction] })}
        </fieldset>
      ))}
    </>
  );
}

function Group({ editor, group }: EditorProps & { group: ParameterGroup }) {
  const { up, down } = editor.wanted.value;
  const [there, back] = [group.summary(up), group.summary(down)];
  const words = there === back ? there : `${there ?? 'none'} up, ${back ?? 'none'} down`;
  return (
    <details class="fold">
      <summary>
        <span>{group.title}</span> <span class="figures">{words ?? 'none'}</span>
      </summary>
      <p class="hint">{group.hint}</p>
      <Directions editor={editor}>
        {(props) => (
          <>
            {group.id === 'delay' && <Spread {...props} />}
            <Numbers {...props} parameters={group.parameters} />
            {group.id === 'loss' && <Bursts {...props} />}
          </>
        )}
      </Directions>
    </details>
  );
}

function Numbers({
  editor,
  direction,
  title,
  parameters,
}: DirectionProps & { parameters: readonly NumberParameter[] }) {
  const now = editor.wanted.value[direction];
  const set = (name: NumberName, value: number) =>
    editor.setDirection(direction, { [name]: value });
  return (
    <>
      {parameters.map((parameter) => (
        <LinkNumber
          key={parameter.name}
          parameter={parameter}
          title={title}
          value={now[parameter.name]}
          onChange={(value) => set(parameter.name, value)}
        />
      ))}
    </>
  );
}

const SPREADS = { uniform: 'even', normal: 'bell-shaped', pareto: 'heavy tail' } as const;

function Spread({ editor, direction, title }: DirectionProps) {
  const { distribution } = editor.wanted.value[direction];
  return (
    <label class="link-choice">
      <span class="label">spread</span>
      <select
        class="input"
        aria-label={`${title}, spread of the jitter`}
        value={typeof distribution === 'string' ? distribution : 'table'}
        onChange={(event) =>
          editor.setDirection(direction, {
            distribution: event.currentTarget.value as keyof typeof SPREADS,
          })
        }
      >
        {Object.entries(SPREADS).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
        {typeof distribution !== 'string' && <option value="table">a table</option>}
      </select>
    </label>
  );
}

/** A burst begins with p, ends with r; within it and outside of it packets are lost by chance. */
const BURST: NonNullable<LinkDirection['lossBurst']> = {
  p: 0.01,
  r: 0.25,
  lossBad: 1,
  lossGood: 0,
};
const BURST_LABELS = {
  p: 'begins',
  r: 'ends',
  lossBad: 'lost within',
  lossGood: 'lost outside',
} as const;

function Bursts({ editor, direction, title }: DirectionProps) {
  const burst = editor.wanted.value[direction].lossBurst;
  const template = PARAMETER_GROUPS.find(({ id }) => id === 'loss')?.parameters[0];
  const names = Object.keys(BURST_LABELS) as (keyof typeof BURST_LABELS)[];
  return (
    <>
      <Switch
        label="In bursts"
        isOn={burst !== null}
        onChange={(on) => editor.setDirection(direction, { lossBurst: on ? BURST : null })}
      />
      {burst &&
        template &&
        names.map((name) => (
          <LinkNumber
            key={name}
            parameter={{ ...template, label: BURST_LABELS[name] }}
            title={`${title}, burst`}
            value={burst[name]}
            onChange={(value) =>
              editor.setDirection(direction, { lossBurst: { ...burst, [name]: value } })
            }
          />
        ))}
    </>
  );
}
