/** How a program ends when it cannot do what was asked: one sentence on what is, one on what to do, an exit code. */

/** 1: it did not work. 2: it was not understood. 3: somebody else is at it already. */
export type ExitCode = 1 | 2 | 3;

export class GiveUp extends Error {
  override readonly name = 'GiveUp';
  readonly exitCode: ExitCode;

  constructor(sentence: string, exitCode: ExitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Runs a program; an expected fault is told in its own words, anything else with its trace. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (fault) {
    if (fault instanceof GiveUp) {
      process.stderr.write(`\n  ${fault.message.split('\n').join('\n  ')}\n\n`);
      process.exitCode = fault.exitCode;
    } else {
      process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
      process.exitCode = 1;
    }
  }
}
