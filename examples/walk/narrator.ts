/** Tells the story on standard output. */
export class Narrator {
  chapter(title: string): void {
    console.log(`\n── ${title} ${'─'.repeat(Math.max(2, 96 - title.length))}`);
  }

  say(text: string): void {
    console.log(`   ${text}`);
  }

  list(lines: readonly string[]): void {
    for (const line of lines) console.log(`     · ${line}`);
  }
}

/** What was told and what happened differ: the walk ends with this. */
export class NotAsTold extends Error {
  constructor(expected: string, answer: unknown) {
    super(`not as told: expected ${expected}, but the answer was\n${JSON.stringify(answer, null, 2)}`);
    this.name = 'NotAsTold';
  }
}
