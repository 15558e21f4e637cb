import { expect, it } from 'vitest';
import {
  addTask,
  cleanName,
  LESSON_TASKS,
  readTasks,
  writeTasks,
} from '../../../client/lab/breakfast/tasks.ts';
import { findVariant } from '../../../client/lab/breakfast/variants.ts';
import { readRequests, writeRequests } from '../../../client/lab/requests/requests-settings.ts';
import { readServer } from '../../../client/lab/serving/server-settings.ts';

it('[B8] tasks of an address are the tasks; written again they are the same address', () => {
  expect(readTasks('coffee:3,bagel:2')).toEqual(LESSON_TASKS);
  const text = 'tea:0.3,egg:8,toast:1.5';
  expect(writeTasks(readTasks(text))).toBe(text);
});

it('[B8] whatever an address says, tasks are in range', () => {
  expect(readTasks('a:99,b:-1,c:x,:3,a:1')).toEqual([
    { name: 'a', seconds: 8 },
    { name: 'b', seconds: 0.1 },
    { name: 'coffee', seconds: 1 },
  ]);
  expect(readTasks('a:1,b:1,c:1,d:1,e:1,f:1,g:1')).toHaveLength(5);
  for (const bad of [null, '', ',,,', 'coffee', '%%%:NaN'])
    expect(readTasks(bad)).toEqual(LESSON_TASKS);
});

it('[B8] two tasks never have one name, and a name never splits an address', () => {
  expect(cleanName(' fried:egg, two ', [])).toBe('fried egg two');
  expect(cleanName('coffee', ['coffee'])).toBe('bagel');
  const five = [1, 2, 3].reduce((tasks) => addTask(tasks), LESSON_TASKS);
  expect(new Set(five.map(({ name }) => name)).size).toBe(5);
  expect(addTask(five)).toBe(five);
});

it('[B8] an unknown variant is the first one', () => {
  expect([findVariant('gather').id, findVariant('nonsense').id, findVariant(null).id]).toEqual([
    'gather',
    'plain',
    'plain',
  ]);
});

it('[B8] numbers and choices of an address are kept within their range', () => {
  const read = (text: string) => readRequests(new URLSearchParams(text));
  expect(read('n=9999&up=-5&down=x&mode=nonsense&k=0')).toEqual({
    n: 200,
    up: 200,
    down: 200,
    mode: 'one',
    k: 1,
    address: 'own',
  });
  const some = read('n=12&up=100&down=50&mode=some&k=4&address=same');
  expect(readRequests(new URLSearchParams(writeRequests(some)))).toEqual(some);
});

it('[B8] clients of the little server times their wait stay within what is held', () => {
  expect(readServer(new URLSearchParams('clients=20&ms=1000'))).toEqual({ clients: 20, ms: 400 });
});
