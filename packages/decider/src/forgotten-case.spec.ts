import { join } from 'node:path'
import ts from 'typescript'

const folder = __dirname
const sketchFile = join(folder, 'sketch.ts')

/** What the compiler has against a decider that is written like this. */
const complaintsAbout = (sketch: string): ReadonlyArray<string> => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noImplicitReturns: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (fileName, ...rest) =>
    fileName === sketchFile
      ? ts.createSourceFile(fileName, sketch, ts.ScriptTarget.ES2022, true)
      : getSourceFile(fileName, ...rest)
  const program = ts.createProgram([sketchFile], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(sketchFile))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

const decideWith = (cases: string): string => `
  import { accept, alreadyDone, type Decision } from './decider.js'
  import { lentToAda, returned, type LibraryBookCommand, type LibraryBookEvent } from './library-book.fixtures.js'
  export const decide = (command: LibraryBookCommand): Decision<LibraryBookEvent, never> => {
    switch (command.type) {
      ${cases}
    }
  }`

const everyCase = `
  case 'LendBook': return accept([lentToAda])
  case 'ReturnBook': return accept([returned])
  case 'RemindReader': return alreadyDone`

describe('a switch over the commands', () => {
  it('compiles where every case is there', () => {
    expect(complaintsAbout(decideWith(everyCase))).toStrictEqual([])
  })

  it('does not compile where one is forgotten', () => {
    expect(complaintsAbout(decideWith(everyCase.replace(/case 'ReturnBook'.*/, '')))).toStrictEqual([
      "Function lacks ending return statement and return type does not include 'undefined'.",
    ])
  })

  it('does not compile where one is there that no command has', () => {
    expect(complaintsAbout(decideWith(`${everyCase}\ncase 'BurnBook': return alreadyDone`))).toStrictEqual([
      expect.stringContaining('\'"BurnBook"\' is not comparable'),
    ])
  })
})

it('accepts no event that the aggregate does not have', () => {
  expect(
    complaintsAbout(decideWith(everyCase.replace('accept([returned])', "accept([{ type: 'BookBurnt' }])"))),
  ).toStrictEqual([expect.stringContaining('BookBurnt')])
})
