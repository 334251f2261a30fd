import * as E from 'fp-ts/lib/Either.js'
import type { NameNotAllowed, WrongTenant } from './failures.js'
import { partsOfStreamName, type StreamName } from './stream-name.js'

const CATEGORY = /^[a-z][A-Za-z0-9]*$/
const TENANT = /^[a-z0-9]+$/

/** Control characters, and halves of surrogate pairs: not every store writes them as they are. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u

/** The parts of a stream's name, where a handle of this tenant may append to it and read it. */
export const acceptedStream = (
  stream: string,
  tenant: string | undefined,
): E.Either<NameNotAllowed | WrongTenant, StreamName> => {
  const name = partsOfStreamName(stream)
  if (name === undefined) {
    const why = stream.startsWith('$') ? 'names that start with $ are reserved' : 'a stream is <category>-<uuid>'
    return E.left({ failure: 'NameNotAllowed', name: stream, why })
  }
  return name.tenant === tenant ? E.right(name) : E.left({ failure: 'WrongTenant', stream, tenant })
}

/** Why no event may have this type; nothing where it may. */
export const faultOfEventType = (type: string): NameNotAllowed | undefined => {
  if (type.trim() === '') return { failure: 'NameNotAllowed', name: type, why: 'an event needs a type' }
  if (type.startsWith('$')) {
    return { failure: 'NameNotAllowed', name: type, why: 'event types that start with $ are reserved' }
  }
  if (UNWRITABLE.test(type)) {
    return {
      failure: 'NameNotAllowed',
      name: type,
      why: 'an event type has no control characters and no lone surrogates',
    }
  }
  return undefined
}

/** Why no stream can be of this category: asked for it, a reader would wait for ever. Nothing where one can. */
export const faultOfCategory = (category: string): NameNotAllowed | undefined =>
  CATEGORY.test(category)
    ? undefined
    : { failure: 'NameNotAllowed', name: category, why: 'a category is camelCase letters and digits' }

/** Throws a TypeError where no tenant can be called so: opening a store for it is a mistake in the program. */
export const tenantToOpen = (tenant: string | undefined): string | undefined => {
  if (tenant !== undefined && !TENANT.test(tenant)) {
    throw new TypeError(`${JSON.stringify(tenant)} is no tenant: lower-case letters and digits only`)
  }
  return tenant
}
