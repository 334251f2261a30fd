/** The text of a program while it is written, and the values that it is given to run with. */
export interface Program {
  /** The name of a value: the very same one, handed over and never written into the text. */
  readonly given: (value: unknown) => string
  /** The name of a function written once for `subject`; `body` writes what stands between its braces. */
  readonly functionFor: (subject: object, parameters: string, body: () => string) => string
  /** Runs the text and gives the value of `expression`. Throws an Error where code may not be made of text. */
  readonly run: (expression: string) => unknown
}

/**
 * Texts that come from outside (names of fields, literals, keys, tags) enter only by `written`; all else in the text is
 * this package's own, so that nothing in a codec can become code.
 */
export const program = (): Program => {
  const values = new Map<unknown, string>()
  const names = new Map<object, string>()
  const functions: Array<string> = []

  const given = (value: unknown): string => {
    const name = values.get(value) ?? `given${values.size}`
    values.set(value, name)
    return name
  }

  const functionFor = (subject: object, parameters: string, body: () => string): string => {
    const known = names.get(subject)
    if (known !== undefined) return known
    const name = `written${names.size}`
    names.set(subject, name)
    functions.push(`const ${name} = (${parameters}) => {\n${body()}\n}`)
    return name
  }

  const run = (expression: string): unknown => {
    const text = [`'use strict'`, ...functions, `return ${expression}`].join('\n')
    return functionOf([...values.values()], text)(...values.keys())
  }

  return { given, functionFor, run }
}

/** A text as it stands in the program: JSON's form of it is JavaScript's as well. */
export const written = (text: string): string => JSON.stringify(text)

/**
 * Whether code may be made of text here. A content-security policy without `unsafe-eval` forbids it (and may report
 * that it was tried), and so does Node.js's `--disallow-code-generation-from-strings`.
 */
export const mayGenerateCode = (): boolean => {
  try {
    functionOf([], '')
    return true
  } catch {
    return false
  }
}

type Run = (...values: ReadonlyArray<unknown>) => unknown

const functionOf = (parameters: ReadonlyArray<string>, text: string): Run => {
  try {
    // Only this package's own text and JSON's form of others'.
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function(...parameters, text) as Run
  } catch (cause) {
    if (!(cause instanceof EvalError)) throw cause
    throw new Error(
      'Decoders cannot be generated here, as code may not be made of text (a content-security policy without ' +
        'unsafe-eval, or --disallow-code-generation-from-strings). Use compiledDecoder; mayGenerateCode() tells before.',
      { cause },
    )
  }
}
