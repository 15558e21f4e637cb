// What is for breakfast: names, seconds, more or fewer.
import { Icon } from '../../ui/icons.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import {
  addTask,
  cleanName,
  cleanSeconds,
  LESSON_TASKS,
  SECONDS_MAX,
  SECONDS_MIN,
  TASKS_MAX,
  type Task,
  writeTasks,
} from './tasks.ts';

export interface TasksEditorProps {
  readonly tasks: readonly Task[];
  readonly onChange: (tasks: readonly Task[]) => void;
}

export function TasksEditor({ tasks, onChange }: TasksEditorProps) {
  const change = (index: number, next: Partial<Task>) =>
    onChange(tasks.map((task, at) => (at === index ? { ...task, ...next } : task)));
  return (
    <details class="settings">
      <summary>
        For breakfast: {tasks.map(({ name, seconds }) => `${name} ${seconds} s`).join(', ')}
      </summary>
      <ul>
        {tasks.map((task, index) => (
          <li key={task.name}>
            <input
              class="input"
              type="text"
              aria-label={`Name of task ${index + 1}`}
              value={task.name}
              onChange={({ currentTarget: { value } }) => {
                const others = tasks.filter((other) => other !== task).map(({ name }) => name);
                change(index, { name: cleanName(value, others) });
              }}
            />
            <NumberBox
              label={`Seconds of ${task.name}`}
              value={task.seconds}
              min={SECONDS_MIN}
              max={SECONDS_MAX}
              onCommit={(seconds) => change(index, { seconds: cleanSeconds(seconds) })}
            />
            <span class="hint">s</span>
            <button
              type="button"
              class="button is-plain is-icon"
              aria-label={`Leave out ${task.name}`}
              disabled={tasks.length === 1}
              onClick={() => onChange(tasks.filter((other) => other !== task))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={tasks.length >= TASKS_MAX}
          onClick={() => onChange(addTask(tasks))}
        >
          Add a task
        </button>
        <button
          type="button"
          class="button is-plain"
          disabled={writeTasks(tasks) === writeTasks(LESSON_TASKS)}
          onClick={() => onChange(LESSON_TASKS)}
        >
          As in the lesson
        </button>
      </div>
    </details>
  );
}
