/** Ways in which a text may look as if it had English beside it. */
export const Fooling = ({ lang, en, shown }: { lang: 'vi' | 'en'; en: boolean; shown: string }) => {
  const say = <T,>(vi: T, english: T): T => (lang === 'en' ? english : vi)
  const isOpen = (text: string) => text !== ''
  const words = { vi: { due: 'Hạn trả', late: 'Quá hạn', days: ['Hôm nay', 'Ngày mai'] }, en: { due: 'Due', late: '', days: ['Today'] } }
  return (
    <main title={en ? 'Type “nghỉ lễ” (holiday) for Tết' : 'Gõ “nghỉ lễ” cho ngày Tết'}>
      <p>{say('Lặp lại', 'Lặp lại')}</p>
      <p>{say('Thiếu tiếng Anh', undefined)}</p>
      <p>{say('Để trống', ' ')}</p>
      <p>{say('Mã số', 'Code số')}</p>
      <p>{say('Trích dẫn', '“Trích dẫn”')}</p>
      <p>{say('Dossier', 'Ngược bên')}</p>
      <p>{{ vi: 'Rỗng', en: '' }[lang]}</p>
      <p>{{ vi: 'Dossier', en: 'Ngược chỗ' }[lang]}</p>
      <p>{{ vi: 'Dossier', en: 'Dossier', title: 'Nằm cạnh' }[lang]}</p>
      <p>{lang === 'en' ? 'Ngược nhánh' : 'Dossier'}</p>
      <p>{lang === 'vi' ? 'Dossier' : 'Ngược nhánh khác'}</p>
      <p>{lang === 'en' ? null : 'Chỉ tiếng Việt'}</p>
      <p>{en && shown ? 'Open' : 'Điều kiện khác'}</p>
      <p>{shown === 'en' ? 'Open' : 'Không hỏi ngôn ngữ'}</p>
      <p>{say(words.vi.due, isOpen('Lồng sâu') ? 'Due' : 'Late')}</p>
      <p>{say(<b>{en ? 'Được lồng' : 'Dossier'}</b>, <b>Dossier</b>)}</p>
    </main>
  )
}
