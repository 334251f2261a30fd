import { compiledDecoder, explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { NotTaken } from './source-value.js'

/** Makes the command from its data as it is stored. Throws `NotTaken` for what is no such command. */
export const commandFrom = <Command>(
  codec: t.Type<Command, unknown, unknown> & { readonly messageType: string },
): ((data: unknown) => Command) => {
  const decode = compiledDecoder(codec)
  return (data) => {
    const decoded = decode({ type: codec.messageType, data })
    if (E.isRight(decoded)) return decoded.right
    const why = explainedErrors(decoded.left).slice(0, 3).join('; ')
    throw new NotTaken('NotACommand', `${codec.messageType}: ${why}`)
  }
}
