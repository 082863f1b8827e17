import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from './copy.ts'

interface Configuration {
  readonly appId: string
  readonly electronVersion: string
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly files: unknown
  readonly mac: { readonly icon: string }
}

// The package has no types for these two, and its entry loads the whole builder.
const { getConfig, validateConfiguration } = (await import(
  // oxlint-disable-next-line import/no-unresolved -- a file of the package, without types
  join(root, 'node_modules/app-builder-lib/out/util/config/config.js')
)) as {
  getConfig(folder: string, file: string, options: null): Promise<Configuration>
  validateConfiguration(config: Configuration, logger: { add(): void; isEnabled: boolean }): Promise<void>
}

const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>
}

describe('how the app is packaged', () => {
  let config: Configuration
  beforeAll(async () => {
    config = await getConfig(root, join(root, 'electron-builder.yml'), null)
  })
  const validate = (candidate: object) =>
    validateConfiguration(candidate as Configuration, { add: () => undefined, isEnabled: false })

  it('fits the schema of electron-builder', async () => {
    await validate(config)
    await expect(validate({ ...config, asarUnpacked: true })).rejects.toThrow('asarUnpacked')
  })

  it('takes the Electron that is installed', () => {
    expect(config.electronVersion).toBe(packageJson.devDependencies['electron'])
  })

  it('burns every fuse as it should be', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('leaves the Node of a checkout out', () => {
    expect(JSON.stringify(config.files)).toContain('!node_modules/node/**')
  })

  it('has a picture large enough for every system', () => {
    const png = readFileSync(join(root, config.mac.icon))
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024])
  })
})
