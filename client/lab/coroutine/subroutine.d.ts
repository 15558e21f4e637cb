export function chore(rounds: number, tools: { work(): void }): string;
