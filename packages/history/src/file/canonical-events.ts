import { recognisedMetadata } from '@aftersale/messages'
import type { HistoryEvent } from '../history-event.js'

/** Of at least one character and without escapes. */
const NAME = '("[^"\\\\\\x00-\\x1f]+")'
const HEAD = new RegExp(`\\{"stream":${NAME},"revision":(0|[1-9]\\d{0,14}),"type":${NAME},"data":`, 'y')
const METADATA = ',"metadata":'
const AT_MOST = 1000

/**
 * Reads lines that are written as `canonicalLine` writes them and whose metadata decodes, which most lines of a history
 * are: their metadata is recognised and not parsed. Gives nothing for any other line.
 */
export const canonicalEvents = (): ((line: string) => HistoryEvent | undefined) => {
  // The same few types come over and over: one text of each is compared with itself alone.
  const types = new Map<string, string>()
  const typeOf = (quoted: string): string => {
    const known = types.get(quoted)
    if (known !== undefined) return known
    const type = JSON.parse(quoted) as string
    if (types.size === AT_MOST) types.clear()
    // Beware: what was found in the line would keep all of it in memory.
    types.set(JSON.stringify(type), type)
    return type
  }
  return (line) => {
    HEAD.lastIndex = 0
    const head = HEAD.exec(line)
    if (head === null) return undefined
    const dataStart = HEAD.lastIndex
    const dataEnd = line.indexOf(METADATA, dataStart)
    if (dataEnd === -1) return undefined
    const found = recognisedMetadata(line, dataEnd + METADATA.length)
    if (found === undefined || found.end !== line.length - 1 || !line.endsWith('}')) return undefined
    const data = jsonOf(line.slice(dataStart, dataEnd))
    if (data === undefined) return undefined
    const [, stream = '', revision = '', type = ''] = head
    return {
      stream: JSON.parse(stream) as string,
      revision: Number(revision),
      type: typeOf(type),
      data,
      metadata: found.metadata,
    }
  }
}

/** Undefined where it is none. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
