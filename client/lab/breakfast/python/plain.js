export async function script(tasks, { time }) {
  function make({ name, seconds }) {
    time.sleep(seconds, name);
    return name;
  }
  return tasks.map((task) => make(task));
}
