import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { FileField, Select, TextField } from '../../../ui/form.tsx'

/** By which key it is signed (khóa ký): a file that is not kept, or a token at the server; the pass-phrase is asked each time. */
export const KeyFields: FC<{ role: 'signatory' | 'seal'; tokens: readonly { name: string; value: string }[]; say: Say }> = ({
  role,
  tokens,
  say,
}) => (
  <>
    {tokens.length > 0 && (
      <Select
        name="signingKey"
        label={say('Khóa', 'Key')}
        options={[
          ...tokens.map(({ name, value }) => ({ value, text: name })),
          { value: 'file', text: say('Tệp khóa (.p12)', 'Key file (.p12)') },
        ]}
        value={tokens[0]?.value}
      />
    )}
    <FileField
      name="keyFile"
      label={
        role === 'seal'
          ? say('Tệp khóa của cơ quan (.p12)', 'Key file of the agency (.p12)')
          : say('Tệp khóa của ông/bà (.p12)', 'Your key file (.p12)')
      }
      hint={say('Dùng một lần để ký, không được lưu lại.', 'Used once to sign, never kept.')}
      accept=".p12,.pfx"
    />
    <TextField
      name="passPhrase"
      label={say('Mật khẩu khóa (PIN)', 'Pass-phrase (PIN)')}
      type="password"
      autocomplete="off"
      width="number"
    />
  </>
)
