export async function breakfast(tasks, { sleepInWorker }) {
  async function make({ name, seconds }) {
    await sleepInWorker(seconds, name);
    return name;
  }
  const promises = tasks.map((task) => make(task));
  return await Promise.all(promises);
}
