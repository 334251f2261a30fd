import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { CopyOptions } from './commands/copy.js'
import type { ExplainOptions } from './commands/explain.js'
import type { ImportOptions } from './commands/import.js'
import type { ReplayOptions } from './commands/replay.js'
import type { SimulateOptions } from './commands/simulate.js'
import type { VerifyOptions } from './commands/verify.js'
import type { ExitCode, Failure } from './exit-code.js'
import { type Surroundings, say } from './surroundings.js'

/** Runs the command that the arguments name. What goes wrong is said in a sentence, never thrown. */
export const run = async (args: ReadonlyArray<string>, surroundings: Surroundings): Promise<ExitCode> => {
  let exitCode: ExitCode = 0
  const program = commandLine(surroundings, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      // A list takes every word that follows, the history's too.
      if (thrown.code === 'commander.missingArgument' && args.includes('--metric')) {
        await say(surroundings.messages, 'aftersale: a history stands before --metric, which takes all that follows\n')
      }
      return thrown.exitCode === 0 ? 0 : 2
    }
    await say(surroundings.messages, `aftersale: an error of its own: ${(thrown as Error).message}\n`)
    return 3
  }
}

/** A failure ends a command; it is said on standard error. */
type Outcome = Promise<ExitCode | Failure>

const commandLine = (surroundings: Surroundings, ends: (code: ExitCode) => void): Command => {
  const endsWith = async (running: Outcome): Promise<void> => {
    const outcome = await running
    // Whoever stops it ends the process, once everything is cleaned up.
    if (surroundings.isStopping()) return new Promise(() => undefined)
    if (typeof outcome === 'number') return ends(outcome)
    if (outcome.exitCode !== 0) await say(surroundings.messages, `aftersale: ${outcome.message}\n`)
    ends(outcome.exitCode)
  }

  const program = new Command('aftersale')
    .description('After-sales histories: events in, answers out.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.output.write(text),
      writeErr: (text) => surroundings.messages.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'aftersale: ')),
    })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText(
      'after',
      `
A history is one of
  path.ndjson, path.ndjson.gz        a file with one event a line
  -                                  the same on standard input or standard output
  path.db                            the embedded SQLite store
  esdb://…, esdb+discover://…        EventStoreDB, by its connection string`,
    )

  // Every command is loaded when it is asked for, so that --help and the others start fast.
  program
    .command('import')
    .description("turn somebody else's log into events; what the rules refuse is listed with line, reason and value")
    .argument('<file>', 'a CSV file, compressed where its name ends in .gz')
    .requiredOption(
      '--mapping <name or file>',
      'how its rows become events: servicenow, online-retail, valve-seat, or a mapping file (JSON)',
    )
    .requiredOption('--to <history>', 'the history to add to')
    .option('--rejects <file>', 'keep the lines that were left out there')
    .option('--strict', 'exit with 1 where a line was left out')
    .addOption(maxLine())
    .addHelpText('after', example('aftersale import incidents.csv.gz --mapping servicenow --to incidents.ndjson'))
    .action((file: string, options: ImportOptions) =>
      endsWith(import('./commands/import.js').then(({ importInto }) => importInto(file, options, surroundings))),
    )

  program
    .command('simulate')
    .description('write the history of a shop and its help desk that never were, seeded')
    .requiredOption('--to <history>', 'the history to write')
    .option('--seed <number>', 'another seed, another history', wholeNumber(0), 1)
    .option('--customers <number>', 'how many customers the shop has', wholeNumber(1), 500)
    .option('--from <date>', 'the first day', '2025-01-01')
    .option('--until <date>', 'the day after the last one', '2025-04-01')
    .addHelpText('after', example('aftersale simulate --to desk.db --seed 7 --customers 200'))
    .action((options: SimulateOptions) =>
      endsWith(import('./commands/simulate.js').then(({ simulateInto }) => simulateInto(options, surroundings))),
    )

  program
    .command('replay')
    .description('fold a history into facts and print the figures')
    .argument('<history>')
    .option('--metric <name...>', 'only these figures', listed)
    .option('--by <dimensions>', 'apart by channel, team, product, month …', listed)
    .option('--from <date>', 'from the start of that day, or from that instant')
    .option('--until <date>', 'until the start of that day, or until that instant')
    .option('--zone <IANA>', 'the zone in which days and months are meant', 'UTC')
    .option('--window <period>', "in place of each figure's own window: P7D, PT12H")
    .option('--days <numbers>', 'the days of use by which repairs are counted: 30,365', listed)
    .option('--key <parts>', 'what repeat contacts have in common: customer, topic, subcategory …', listed)
    .option('--as-of <instant>', 'only what was recorded by then; the last recording where it is absent')
    .option('--calendar <file>', 'the working hours for the figures in business time (JSON)')
    .addOption(new Option('--format <format>').choices(['table', 'json', 'csv', 'markdown']).default('table'))
    .addOption(maxLine())
    .addHelpText(
      'after',
      example('aftersale replay desk.db --metric first-contact-resolution --by channel --format markdown'),
    )
    .action((history: string, options: ReplayOptions) =>
      endsWith(import('./commands/replay.js').then(({ replay }) => replay(history, options, surroundings))),
    )

  program
    .command('explain')
    .description(
      'print the rule trace of an event, the story of a stream (of a purchase with where it is, of an asset or a warranty with what covers it), or the events a figure was counted from',
    )
    .argument('<history>')
    .argument('<what>', 'an event id, a stream, or a figure: first-contact-resolution[channel=phone]')
    .option('--from <date>', 'of a figure: as for replay')
    .option('--until <date>', 'of a figure: as for replay')
    .option('--zone <IANA>', 'of a figure: as for replay', 'UTC')
    .option('--window <period>', 'of a figure: as for replay')
    .option('--days <numbers>', 'of a figure: as for replay', listed)
    .option('--key <parts>', 'of a figure: as for replay', listed)
    .option('--as-of <instant>', 'of a figure or a stream: as for replay')
    .option(
      '--on <date>',
      'of an asset or a warranty: what covers it on that day; the day of the last recording where absent',
    )
    .option('--calendar <file>', 'of a figure: as for replay')
    .addOption(maxLine())
    .addHelpText('after', example("aftersale explain desk.db 'first-contact-resolution[channel=phone]'"))
    .action((history: string, what: string, options: ExplainOptions) =>
      endsWith(import('./commands/explain.js').then(({ explain }) => explain(history, what, options, surroundings))),
    )

  program
    .command('verify')
    .description('read every event and list each fault with stream and revision')
    .argument('<history>')
    .addOption(maxLine())
    .addHelpText('after', example('aftersale verify desk.ndjson.gz'))
    .action((history: string, options: VerifyOptions) =>
      endsWith(import('./commands/verify.js').then(({ verify }) => verify(history, options, surroundings))),
    )

  program
    .command('copy')
    .description('move a history between files and stores; goes on where it was broken off')
    .argument('<from>', 'a history')
    .argument('<to>', 'a history; refused where it holds another one')
    .addOption(maxLine())
    .addHelpText('after', example('aftersale copy desk.db desk.ndjson'))
    .action((from: string, to: string, options: CopyOptions) =>
      endsWith(import('./commands/copy.js').then(({ copy }) => copy(from, to, options, surroundings))),
    )

  return program
}

const example = (text: string): string => `\nExample:\n  ${text}`

const maxLine = (): Option =>
  new Option('--max-line <size>', 'the longest line to read, in bytes or as 32MiB')
    .argParser(bytes)
    .default(16 * 1024 * 1024, '16MiB')

const UNITS: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

const bytes = (text: string): number => {
  const match = /^([1-9]\d{0,11})(|KiB|MiB|GiB)$/.exec(text)
  if (match === null) throw new InvalidArgumentError('A size is a number of bytes, or one of KiB, MiB or GiB: 32MiB.')
  return Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1)
}

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} on.`)
    }
    return value
  }

/** `a,b` and `a b` alike. */
const listed = (text: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  ...text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
]
