import path from 'node:path'
import ts from 'typescript'

/** The compiler over files of a project, for tests of the house that ask it what it knows. */

const configOf = (root: string): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: unknown
  }
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options
}

/** The program of these files under the project's own options; `texts` stand for files, by their full name. */
export function programOf(
  root: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
  before?: ts.Program,
): ts.Program {
  const options = { ...configOf(root), types: ['node'] }
  const host = ts.createCompilerHost(options, true)
  const { readFile, fileExists } = host
  host.readFile = (file) => texts.get(file) ?? readFile.call(host, file)
  host.fileExists = (file) => texts.has(file) || fileExists.call(host, file)
  return ts.createProgram([...files], options, host, before)
}

/** What the compiler says of these files of a program, those that they import left out. */
export function complaintsAbout(program: ts.Program, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const source = program.getSourceFile(file)
    if (!source) return [`${file} is not in the program`]
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}
