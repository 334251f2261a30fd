import { parse, v5 } from 'uuid'
import { canonicalJsonWithBigints } from './canonical-json.js'
import type { Uuid } from './identifiers.js'

const EVENT_IDS = parse('5f0c6a52-3f0e-5d0c-9a51-7a0b8f6f2d11')
const COMMAND_HASHES = parse('0d9c1c1e-6f8e-5b1a-8f63-2b4c6b7f9e35')

/** The id of the `index`-th event (from 0) that a command causes in a stream: the same inputs, the same id, anywhere. */
export const eventIdOf = (stream: string, commandId: string, index: number): Uuid =>
  idOf(JSON.stringify([stream, commandId, index]), EVENT_IDS)

/**
 * A fingerprint of a command's content: equal for equal JSON values, whatever the order of their keys. A bigint counts
 * as text of its digits, so that a command and its JSON have the same.
 */
export const commandHashOf = (command: unknown): Uuid => idOf(canonicalJsonWithBigints(command), COMMAND_HASHES)

const idOf = (name: string, namespace: Uint8Array): Uuid => v5(asciiOf(name) ?? name, namespace) as Uuid

/** The bytes of a text that is ASCII, which uuid takes several times as long for; nothing for other texts. */
const asciiOf = (text: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) return undefined
    bytes[index] = code
  }
  return bytes
}
