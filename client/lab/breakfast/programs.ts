// The programs that run, and their sources as they stand in the tree: one file, read twice by the
// build, once as a module and once as text. So a listing cannot say what does not run.
import type { JavaScriptKitchen, PythonKitchen } from './kitchen.ts';
import type { Task } from './tasks.ts';
import type { Language, VariantId } from './variants.ts';

interface JavaScriptModule {
  breakfast(tasks: readonly Task[], kitchen: JavaScriptKitchen): unknown;
}

interface PythonModule {
  script(tasks: readonly Task[], kitchen: PythonKitchen): Promise<unknown>;
}

const javascript = import.meta.glob<JavaScriptModule>('./javascript/*.js', { eager: true });
const python = import.meta.glob<PythonModule>('./python/*.js', { eager: true });
const sources = import.meta.glob<string>('./{javascript,python}/*.js', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** In JavaScript a call starts an async function: two variants are one program. */
const fileOf = (variant: VariantId, language: Language): string =>
  `./${language}/${language === 'javascript' && variant === 'tasks' ? 'called-first' : variant}.js`;

export function javascriptProgram(variant: VariantId): JavaScriptModule['breakfast'] {
  return found(javascript, fileOf(variant, 'javascript')).breakfast;
}

export function pythonProgram(variant: VariantId): PythonModule['script'] {
  return found(python, fileOf(variant, 'python')).script;
}

/** The text of the file that runs for a variant; of Python, of its generators. */
export const sourceOf = (variant: VariantId, language: Language): readonly string[] =>
  found(sources, fileOf(variant, language)).trimEnd().split('\n');

function found<Value>(files: Record<string, Value>, name: string): Value {
  const file = files[name];
  if (file === undefined) throw new Error(`There is no ${name}.`);
  return file;
}
