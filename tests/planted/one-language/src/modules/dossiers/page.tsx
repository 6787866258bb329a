const words = { vi: { due: 'Hạn trả' }, en: { due: 'Due' } }

export const Page = ({ lang, days }: { lang: 'vi' | 'en'; days: number }) => {
  const say = <T,>(vi: T, en: T): T => (lang === 'en' ? en : vi)
  return (
    <main>
      <h1>{say('Hồ sơ', 'Dossier')}</h1>
      <p>{say(`Còn ${days} ngày`, `${days} days left`)}</p>
      <p>{lang === 'en' ? 'Late' : 'Quá hạn'}</p>
      <p>{words[lang].due}</p>

      <h2>Hồ sơ</h2>
      <p title="Hạn trả">Một Cửa</p>
      <p>{`Còn ${days}`}</p>
    </main>
  )
}
