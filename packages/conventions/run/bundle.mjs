import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint } from './install.mjs'
import { root } from './root.mjs'

// Half of a short command's time went into finding and reading hundreds of small files. So the command that is started is
// made of a few large ones: what it begins with, and a part for whatever is loaded only when it is asked for.

const cli = join(root, 'packages', 'cli')
const folder = join(cli, 'dist', 'command')
const stamp = join(root, 'node_modules', '.aftersale-bundled')

/** What `aftersale` starts. */
export const command = join(folder, 'aftersale.js')

/** Native, or made of files that gRPC looks for by itself: they stay dependencies of the package. */
const OUTSIDE = ['libsql', '@eventstore/db-client']

/** Bundles the command out of what is built, unless it is bundled from exactly that already. Gives whether it could. */
export const bundled = () => {
  if (isCurrent()) return true

  const { buildSync } = createRequire(import.meta.url)('esbuild')
  try {
    const { metafile } = buildSync({
      absWorkingDir: root,
      entryPoints: [join(cli, 'dist', 'aftersale.js')],
      outdir: folder,
      chunkNames: 'parts/[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: OUTSIDE,
      // These two bring ES modules under another name, of which only what is used is taken.
      alias: { 'fp-ts/lib': join(cli, 'node_modules', 'fp-ts', 'es6') },
      mainFields: ['module', 'main'],
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
      // Without the `paths` that lead to the sources: packages are met as they are built, behind their front doors.
      tsconfigRaw: {},
      metafile: true,
      logLevel: 'error',
    })
    writeFileSync(join(folder, 'THIRD-PARTY-NOTICES'), noticesOf(Object.keys(metafile.inputs)))
    removeOldBut(Object.keys(metafile.outputs).map((file) => join(root, file)))
    writeFileSync(stamp, JSON.stringify({ made: madeBy(), inputs: statesOf(Object.keys(metafile.inputs)) }))
    return true
  } catch (error) {
    console.error(`The command could not be bundled: ${error.message}`)
    return false
  }
}

const isCurrent = () => {
  if (!existsSync(stamp) || !existsSync(command)) return false
  const { made, inputs } = JSON.parse(readFileSync(stamp, 'utf8'))
  const now = statesOf(Object.keys(inputs))
  return made === madeBy() && Object.entries(inputs).every(([file, state]) => now[file] === state)
}

/** What is installed, and how it is bundled. */
const madeBy = () => `${fingerprint()} ${readFileSync(fileURLToPath(import.meta.url), 'utf8')}`

const statesOf = (files) =>
  Object.fromEntries(
    files.map((file) => {
      const state = statSync(join(root, file), { throwIfNoEntry: false })
      return [file, state && `${state.mtimeMs} ${state.size}`]
    }),
  )

/** Parts are named after what they hold, so those of an earlier build stay behind; a command that runs may still load them. */
const removeOldBut = (files) => {
  const parts = join(folder, 'parts')
  const tenMinutesAgo = Date.now() - 10 * 60 * 1000
  for (const part of readdirSync(parts).map((name) => join(parts, name))) {
    if (!files.includes(part) && statSync(part).mtimeMs < tenMinutesAgo) rmSync(part, { force: true })
  }
}

/** The licence of every package of others that stands in the bundle, as it came with the package. */
const noticesOf = (inputs) => {
  const packages = new Set(inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []))
  const notices = [...packages].map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    const text = readdirSync(join(root, path)).find((file) => /^licen[cs]e/i.test(file))
    if (text === undefined) throw new Error(`${name} comes without the text of its licence`)
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, path, text), 'utf8').trim()}\n`
  })
  const rule = `\n${'-'.repeat(80)}\n\n`
  return `The aftersale command contains these packages, under these licences.\n${rule}${notices.toSorted().join(rule)}`
}
