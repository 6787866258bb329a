import { raw } from 'hono/html'

type Described = {
  paths?: Record<
    string,
    Record<string, { summary?: string; tags?: string[]; security?: { token?: string[] }[]; requestBody?: unknown; parameters?: unknown[] }>
  >
  components?: { schemas?: Record<string, unknown> }
}

/** The API's description for people (tài liệu API): every route with what it needs, then the shapes. Plain HTML, no script. */
export const docsPage = (document: unknown, style: string) => {
  const { paths = {}, components } = document as Described
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ path, method, route })),
  )
  const tags = [...new Set(routes.flatMap(({ route }) => route.tags ?? ['Khác']))]
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>API v1 · Một Cửa</title>
          <link rel="stylesheet" href={style} />
        </head>
        <body class="docs">
          <main id="main">
            <h1>API v1</h1>
            <p>
              Gửi <code>Authorization: Bearer mc_…</code>. Mỗi lần ghi kèm <code>Idempotency-Key</code>: gửi lại cùng khóa, cùng nội dung
              thì nhận lại câu trả lời đầu; khác nội dung thì 409. Phiên bản hồ sơ nằm trong <code>ETag</code>; gửi <code>If-Match</code> để
              không ghi đè lên việc người khác vừa làm. Lỗi theo RFC 9457. Mô tả máy đọc: <a href="/api/v1/openapi.json">openapi.json</a>.
            </p>
            {tags.map((tag) => (
              <section>
                <h2>{tag}</h2>
                <table class="ds-table">
                  <thead>
                    <tr>
                      <th scope="col">Đường dẫn</th>
                      <th scope="col">Việc</th>
                      <th scope="col">Cần quyền</th>
                    </tr>
                  </thead>
                  <tbody>
                    {routes
                      .filter(({ route }) => (route.tags ?? ['Khác']).includes(tag))
                      .map(({ path, method, route }) => (
                        <tr>
                          <td>
                            <code>
                              {method.toUpperCase()} {path}
                            </code>
                          </td>
                          <td>{route.summary}</td>
                          <td>
                            <code>{route.security?.[0]?.token?.join(', ')}</code>
                          </td>
                        </tr>
                      ))}
                  </tbody>
                </table>
              </section>
            ))}
            <h2>Kiểu dữ liệu</h2>
            {Object.entries(components?.schemas ?? {}).map(([name, schema]) => (
              <details class="fold">
                <summary>{name}</summary>
                <pre tabindex={0}>{JSON.stringify(schema, null, 2)}</pre>
              </details>
            ))}
          </main>
        </body>
      </html>
    </>
  )
}
