import type { LogRecord } from '../log/log-record.js'

export type RecordFilter = (record: LogRecord) => boolean

/** What both protocols say of a filter's expression. */
export interface FilterMessage {
  getStreamIdentifier(): ExpressionMessage | undefined
  getEventType(): ExpressionMessage | undefined
}

interface ExpressionMessage {
  getRegex(): string
  getPrefixList(): ReadonlyArray<string>
}

/** Which records a filter of the protocol lets through: links by the link's own stream and type. */
export const recordFilter = (filter: FilterMessage | undefined): RecordFilter => {
  const byStream = filter?.getStreamIdentifier()
  const byType = filter?.getEventType()
  if (byStream !== undefined) {
    const isWanted = expressed(byStream)
    return ({ stream }) => isWanted(stream)
  }
  if (byType === undefined) return () => true
  const isWanted = expressed(byType)
  return ({ type }) => isWanted(type)
}

const expressed = (expression: ExpressionMessage): ((name: string) => boolean) => {
  const regex = expression.getRegex()
  if (regex !== '') {
    const compiled = new RegExp(regex)
    return (name) => compiled.test(name)
  }
  const prefixes = expression.getPrefixList()
  return (name) => prefixes.some((prefix) => name.startsWith(prefix))
}
