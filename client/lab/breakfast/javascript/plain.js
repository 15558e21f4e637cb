export function breakfast(tasks, { sleepBlocking }) {
  function make({ name, seconds }) {
    sleepBlocking(seconds, name);
    return name;
  }
  return tasks.map((task) => make(task));
}
