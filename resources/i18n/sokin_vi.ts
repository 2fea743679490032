<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Find anything</source>
        <translation>Tìm nhanh</translation>
    </message>
    <message>
        <source>New on this page</source>
        <translation>Thêm mới ở trang này</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Sáng hay tối</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Khách hàng mới</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Đơn hàng mới</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Kiện hàng</translation>
    </message>
    <message>
        <source>Data sharing</source>
        <translation>Chia sẻ dữ liệu</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Print labels</source>
        <translation>In nhãn</translation>
    </message>
    <message>
        <source>Hand over to the courier</source>
        <translation>Bàn giao cho bưu tá</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>Kiểm tra ngay</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
</context>
<context>
    <name>AnswerChart</name>
    <message>
        <source>{day}: no answer</source>
        <translation>{day}: không có trả lời</translation>
    </message>
    <message>
        <source>{day}: {hours} hours, late</source>
        <translation>{day}: {hours} giờ, trễ</translation>
    </message>
    <message>
        <source>{day}: {hours} hours</source>
        <translation>{day}: {hours} giờ</translation>
    </message>
    <message>
        <source>{hours} hours: promised</source>
        <translation>{hours} giờ: điều đã hứa</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Reading the list</source>
        <translation>Đang đọc danh sách</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Reset</source>
        <translation>Đặt lại như ban đầu</translation>
    </message>
    <message>
        <source>Sort by: {column}</source>
        <translation>Sắp theo: {column}</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Xếp từ lớn đến nhỏ</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>No ledger chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>This was not done</source>
        <translation>Việc này chưa được làm</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Đóng mà không lưu?</translation>
    </message>
    <message>
        <source>What you typed here is not saved yet.</source>
        <translation>Những gì bạn gõ ở đây chưa được lưu.</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Đóng, không lưu</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Columns and sorting</source>
        <translation>Cột và thứ tự</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Try fewer letters, or take a filter away.</source>
        <translation>Thử gõ ít chữ hơn, hoặc bỏ bớt bộ lọc.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Xóa ô tìm</translation>
    </message>
</context>
<context>
    <name>LookSwitch</name>
    <message>
        <source>Light or dark</source>
        <translation>Sáng hay tối</translation>
    </message>
</context>
<context>
    <name>ManagerStep</name>
    <message>
        <source>The first manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A manager adds staff accounts and sees everything. Nobody can look up or reset a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take four words that have nothing to do with each other, at least 15 characters in all. Open a book at four places and take a word each time: “lamp river seven button”. Names, dates and well known sayings are guessed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 15 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name you want to sign in with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameChoice</name>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBand</name>
    <message>
        <source>The recovery code was not retyped yet: no customer can be recorded until it is.</source>
        <translation>Mã khôi phục chưa được gõ lại: chưa ghi được khách hàng nào cho tới khi gõ lại đúng.</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Cất đi</translation>
    </message>
    <message>
        <source>Do it now</source>
        <translation>Làm ngay</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>PackStep</name>
    <message>
        <source>Your policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger holds the shop to these promises. Read them before you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clauses as published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clauses: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two policies are joined here. Where they contradict each other the more exact clause counts: for couriers and installers VK 3 and KO 4b, not KO 3. You will see a warning where that matters.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseEdit</name>
    <message>
        <source>Hold to see what you typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vietnamese input is on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Opening the demo…</source>
        <translation>Đang mở sổ mẫu…</translation>
    </message>
    <message>
        <source>Sign in as staff instead</source>
        <translation>Đổi sang nhân viên</translation>
    </message>
    <message>
        <source>Sign in as manager instead</source>
        <translation>Đổi sang quản lý</translation>
    </message>
    <message>
        <source>Making up a shop and its last six weeks…</source>
        <translation>Đang dựng một cửa hàng mẫu với sáu tuần vừa qua…</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>Copied rows: {count}. The clipboard is emptied after {seconds} seconds.</source>
        <translation>Đã chép {count} dòng. Bộ nhớ tạm sẽ được xóa sau {seconds} giây.</translation>
    </message>
    <message>
        <source>Rows selected: {count}. At most {limit} can be copied: narrow the list first.</source>
        <translation>Đang chọn {count} dòng. Chỉ chép được nhiều nhất {limit} dòng: hãy lọc bớt trước.</translation>
    </message>
</context>
<context>
    <name>RecoveryCodeField</name>
    <message>
        <source>Group {number} of the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Clear the search</source>
        <translation>Xóa ô tìm</translation>
    </message>
</context>
<context>
    <name>ShopStep</name>
    <message>
        <source>Your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This stands on labels and reports. You can change it later in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most 60 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hotline (if any)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email (if any)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address (if any)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Pages</source>
        <translation>Các trang</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Step {number} of {count}: {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Đơn hàng mới</translation>
    </message>
    <message>
        <source>Feedback waiting</source>
        <translation>Phản hồi đang mở</translation>
    </message>
    <message>
        <source>Parcels to hand over</source>
        <translation>Kiện chờ bàn giao</translation>
    </message>
    <message>
        <source>Commitments expiring</source>
        <translation>Cam kết sắp hết hạn</translation>
    </message>
    <message>
        <source>Minors waiting for a guardian</source>
        <translation>Trẻ em chờ người giám hộ</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>{weekday}, {date} · all clocks run on Vietnam time</source>
        <translation>{weekday}, {date} · mọi đồng hồ tính theo giờ Việt Nam</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>Việc phải làm trước hạn</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Không có gì đến hạn</translation>
    </message>
    <message>
        <source>Every feedback has its answer.</source>
        <translation>Mọi phản hồi đều đã được trả lời.</translation>
    </message>
    <message>
        <source>Unknown sender</source>
        <translation>Chưa rõ người gửi</translation>
    </message>
    <message>
        <source>No feedback in these days.</source>
        <translation>Chưa có phản hồi trong những ngày này.</translation>
    </message>
    <message>
        <source>Answer times of 14 days</source>
        <translation>Thời gian trả lời 14 ngày</translation>
    </message>
    <message>
        <source>Answer times, 14 days</source>
        <translation>Thời gian trả lời, 14 ngày</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Waiting for the courier</source>
        <translation>Chờ bưu tá đến lấy</translation>
    </message>
    <message>
        <source>No parcel waits</source>
        <translation>Không có kiện nào chờ</translation>
    </message>
    <message>
        <source>No carrier chosen yet</source>
        <translation>Chưa chọn đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>To print: {drafts} · printed: {printed}</source>
        <translation>Cần in: {drafts} · đã in: {printed}</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bị chặn</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>từ {time}</translation>
    </message>
    <message>
        <source>to print</source>
        <translation>cần in</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Hết hạn</translation>
    </message>
    <message>
        <source>expired {date}</source>
        <translation>hết hạn {date}</translation>
    </message>
    <message>
        <source>days left: {count}</source>
        <translation>còn {count} ngày</translation>
    </message>
    <message>
        <source>overdue: {count}</source>
        <translation>quá hạn: {count}</translation>
    </message>
    <message>
        <source>all in time</source>
        <translation>đều trong hạn</translation>
    </message>
    <message>
        <source>to print: {count}</source>
        <translation>cần in: {count}</translation>
    </message>
    <message>
        <source>order and consent wait</source>
        <translation>đơn và đồng ý đang chờ</translation>
    </message>
    <message>
        <source>expired: {count}</source>
        <translation>đã hết hạn: {count}</translation>
    </message>
    <message>
        <source>In time: {share} · median {time}</source>
        <translation>Trả lời trong 12 giờ: {share} · trung vị {time}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Demo data</source>
        <translation>Dữ liệu mẫu</translation>
    </message>
    <message>
        <source>Find a customer, phone, parcel code…   Ctrl+K</source>
        <translation>Tìm khách, số điện thoại, mã kiện…   Ctrl+K</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Chưa sao lưu</translation>
    </message>
    <message>
        <source>Backup {time}</source>
        <translation>Sao lưu {time}</translation>
    </message>
    <message>
        <source>The clock was set back</source>
        <translation>Đồng hồ bị chỉnh lùi</translation>
    </message>
</context>
<context>
    <name>TroublePanel</name>
    <message>
        <source>Open anyway, and write that down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger's files are damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no whole ledger in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer Sổ Kín wrote this ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder lies on a network drive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger is open already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger's folder cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This ledger is not the one last used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer looks wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a manager may open it like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger did not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its trail ends before, or differs from, what this computer wrote down last. It may be an old copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest entry in the ledger is of {newest}, more than a year ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This has nothing to do with your passphrase: typing it again will not help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with the last printed report. If the copy was put back on purpose, a manager may go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set date and time right, then open again. If they are right, a manager may go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a manager to open the ledger here once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the other window on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockForm</name>
    <message>
        <source>Someone else…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Open the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening… about one second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new ledger…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work waits as you left it. Type your passphrase to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data stays encrypted on this computer until you open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ledger lies in this folder, or not all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with the recovery sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder in which the ledger lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your name as the manager entered it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the code that stands on the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code does not open the ledger. Compare it with the sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every entry from now on gets the date of this computer. That is written down with your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries made after this copy are missing from it. That is written down with your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open anyway, and write that down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this ledger all the same?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Record a new commitment…</source>
        <translation>Ghi cam kết mới…</translation>
    </message>
    <message>
        <source>Record the label agreement…</source>
        <translation>Ghi thỏa thuận về nhãn…</translation>
    </message>
    <message>
        <source>Open the partner</source>
        <translation>Mở đối tác</translation>
    </message>
    <message>
        <source>Link a guardian…</source>
        <translation>Thêm người giám hộ…</translation>
    </message>
    <message>
        <source>Record an answer…</source>
        <translation>Ghi câu trả lời…</translation>
    </message>
    <message>
        <source>Record the age…</source>
        <translation>Ghi tuổi…</translation>
    </message>
    <message>
        <source>Update the contact data…</source>
        <translation>Cập nhật liên hệ…</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Mở hồ sơ khách</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Backing up…</source>
        <translation>Đang sao lưu…</translation>
    </message>
    <message>
        <source>Backed up and verified.</source>
        <translation>Đã sao lưu và kiểm tra.</translation>
    </message>
</context>
<context>
    <name>formatting</name>
    <message>
        <source>{count} days</source>
        <translation>{count} ngày</translation>
    </message>
    <message>
        <source>overdue {time}</source>
        <translation>quá hạn {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>còn {time}</translation>
    </message>
</context>
</TS>
