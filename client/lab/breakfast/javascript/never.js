export async function breakfast(tasks, { sleep }) {
  async function make({ name, seconds }) {
    await sleep(seconds, name);
    return name;
  }
  for (const task of tasks) make(task);
}
