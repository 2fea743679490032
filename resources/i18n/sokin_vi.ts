<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutPanel</name>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
    <message>
        <source>A sealed ledger for the promises of a small shop.</source>
        <translation>Cuốn sổ niêm phong giữ lời hứa của một cửa hàng nhỏ.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Phiên bản {version}</translation>
    </message>
    <message>
        <source>It works offline, sends nothing anywhere, and asks no server for anything.</source>
        <translation>Chương trình chạy không cần mạng, không gửi gì đi đâu và không hỏi máy chủ nào.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Libraries, letters, icons and places</source>
        <translation>Thư viện, phông chữ, biểu tượng và địa danh</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Nội dung giấy phép</translation>
    </message>
    <message>
        <source>Choose a line: its licence is shown here.</source>
        <translation>Chọn một dòng để xem giấy phép ở đây.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Giấy phép</translation>
    </message>
</context>
<context>
    <name>AcknowledgeDialog</name>
    <message>
        <source>Acknowledge {code}</source>
        <translation>Báo đã nhận {code}</translation>
    </message>
    <message>
        <source>They were told</source>
        <translation>Đã báo cho khách</translation>
    </message>
    <message>
        <source>Tell whoever asked that the request arrived, by {time} at the latest.</source>
        <translation>Báo cho người yêu cầu biết cửa hàng đã nhận, chậm nhất {time}.</translation>
    </message>
    <message>
        <source>How they were told</source>
        <translation>Báo bằng cách nào</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc nào</translation>
    </message>
</context>
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
        <source>Record a request</source>
        <translation>Ghi yêu cầu của khách</translation>
    </message>
    <message>
        <source>Record an incident</source>
        <translation>Ghi sự cố</translation>
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
        <source>Requests</source>
        <translation>Yêu cầu</translation>
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
        <source>Contact</source>
        <translation>Liên hệ</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Lời hứa</translation>
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
        <source>What comes next</source>
        <translation>Làm việc tiếp theo</translation>
    </message>
    <message>
        <source>Close the request</source>
        <translation>Kết thúc yêu cầu</translation>
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
        <source>Print the proof</source>
        <translation>In bản chứng minh</translation>
    </message>
    <message>
        <source>Print the file</source>
        <translation>In hồ sơ sự cố</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>Kiểm tra ngay</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Khôi phục từ bản sao lưu</translation>
    </message>
</context>
<context>
    <name>AddressFields</name>
    <message>
        <source>House number and street</source>
        <translation>Số nhà, tên đường</translation>
    </message>
    <message>
        <source>Province or city</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>Ward or commune</source>
        <translation>Phường, xã</translation>
    </message>
</context>
<context>
    <name>AffectedDialog</name>
    <message>
        <source>Who is affected by {code}</source>
        <translation>Khách bị ảnh hưởng bởi {code}</translation>
    </message>
    <message>
        <source>Nothing is recorded before you have seen how many it is.</source>
        <translation>Chưa ghi gì cho đến khi bạn đã xem có bao nhiêu người.</translation>
    </message>
    <message>
        <source>Look for them</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Put them on the list</source>
        <translation>Đưa vào danh sách</translation>
    </message>
    <message>
        <source>Customers erased since are counted too: a lost paper still shows them.</source>
        <translation>Khách đã xóa dữ liệu sau đó vẫn được tính: tờ giấy bị mất vẫn còn ghi họ.</translation>
    </message>
    <message>
        <source>To be added</source>
        <translation>Sẽ thêm</translation>
    </message>
    <message>
        <source>On the list already</source>
        <translation>Đã có trong danh sách</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Tìm theo</translation>
    </message>
    <message>
        <source>Shared when?</source>
        <translation>Chia sẻ khi nào?</translation>
    </message>
    <message>
        <source>Found by the name of the file; everybody recorded until then is counted.</source>
        <translation>Xem trong tên tệp sao lưu; tính mọi khách đã ghi đến lúc đó.</translation>
    </message>
    <message>
        <source>Look up a customer</source>
        <translation>Tra khách hàng</translation>
    </message>
    <message>
        <source>Codes of the customers</source>
        <translation>Mã các khách</translation>
    </message>
    <message>
        <source>Nobody new was found. Look in another way.</source>
        <translation>Không tìm thấy ai mới. Hãy tìm theo cách khác.</translation>
    </message>
    <message>
        <source>Stopped. Who was put on the list stays; look again to add the others.</source>
        <translation>Đã dừng. Ai đã vào danh sách thì giữ nguyên; tìm lại để thêm những người còn lại.</translation>
    </message>
</context>
<context>
    <name>AllContactedDialog</name>
    <message>
        <source>All of {code} were contacted</source>
        <translation>Đã liên hệ cả danh sách {code}</translation>
    </message>
    <message>
        <source>Everybody who still waits is checked again; whoever may no longer be contacted is not logged.</source>
        <translation>Từng người còn chờ được xem lại; ai nay không được phép liên hệ thì không ghi.</translation>
    </message>
    <message>
        <source>Log the contacts</source>
        <translation>Ghi lần liên hệ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>When were they contacted?</source>
        <translation>Đã liên hệ lúc nào?</translation>
    </message>
    <message>
        <source>Logged</source>
        <translation>Đã ghi</translation>
    </message>
    <message>
        <source>Nothing is logged yet. A logged contact is never taken back.</source>
        <translation>Chưa ghi gì. Lần liên hệ đã ghi thì không rút lại được.</translation>
    </message>
    <message>
        <source>Left before the end. What was logged until then stays; the others still wait.</source>
        <translation>Đã dừng giữa chừng. Những lần đã ghi vẫn còn; những người khác vẫn chờ.</translation>
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
    <name>AnswerEditor</name>
    <message>
        <source>What was answered</source>
        <translation>Đã trả lời khách thế nào</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save the answer</source>
        <translation>Lưu câu trả lời</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Câu trả lời</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Trả lời qua</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>Trả lời lúc</translation>
    </message>
    <message>
        <source>The answer was not saved</source>
        <translation>Câu trả lời chưa được lưu</translation>
    </message>
</context>
<context>
    <name>AskAgainDialog</name>
    <message>
        <source>From 7 the child agrees too, at 16 and at 18 the person is asked anew. Open the card, ask, and record the answer there; what was agreed before no longer speaks for itself.</source>
        <translation>Từ 7 tuổi trẻ cùng đồng ý, đến 16 và 18 tuổi phải hỏi lại. Hãy mở thẻ khách, hỏi và ghi câu trả lời ở đó; lời đồng ý trước đây không còn tự nói thay được.</translation>
    </message>
    <message>
        <source>Consent to ask again</source>
        <translation>Cần hỏi lại sự đồng ý</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Tròn tuổi</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Mở khách hàng</translation>
    </message>
    <message>
        <source>{age} on {date}</source>
        <translation>{age} tuổi ngày {date}</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Hỏi ngay</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>Sắp tới</translation>
    </message>
</context>
<context>
    <name>AttemptPanel</name>
    <message>
        <source>Blocked</source>
        <translation>Bị chặn</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Mở khách hàng</translation>
    </message>
    <message>
        <source>Why this was not done</source>
        <translation>Vì sao không được làm</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Không đọc được</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
</context>
<context>
    <name>AttemptsView</name>
    <message>
        <source>Blocked attempts</source>
        <translation>Việc bị chặn</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>All acts</source>
        <translation>Mọi việc</translation>
    </message>
    <message>
        <source>Nothing was blocked</source>
        <translation>Chưa có việc nào bị chặn</translation>
    </message>
    <message>
        <source>What the policy or the law does not allow is stopped, and written down here with its reasons.</source>
        <translation>Việc mà chính sách hoặc pháp luật không cho phép sẽ bị chặn và được ghi ở đây kèm lý do.</translation>
    </message>
    <message>
        <source>Customer's name or code</source>
        <translation>Tên hoặc mã khách hàng</translation>
    </message>
    <message>
        <source>Rows: {count}</source>
        <translation>Số dòng: {count}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Audit trail</source>
        <translation>Nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>Every act is one entry, chained to the one before and signed by who did it.</source>
        <translation>Mỗi việc là một dòng, nối với dòng trước và có chữ ký của người làm.</translation>
    </message>
    <message>
        <source>Export the proof…</source>
        <translation>Xuất bằng chứng…</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>Kiểm tra ngay</translation>
    </message>
    <message>
        <source>The trail covers what everybody did, so only the manager reads it.</source>
        <translation>Nhật ký gồm việc của mọi người nên chỉ quản lý được xem.</translation>
    </message>
    <message>
        <source>Kind of act</source>
        <translation>Loại việc</translation>
    </message>
    <message>
        <source>All acts</source>
        <translation>Mọi việc</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Người làm</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Mọi người</translation>
    </message>
    <message>
        <source>No entries</source>
        <translation>Không có dòng nào</translation>
    </message>
    <message>
        <source>Acts appear here as they are done.</source>
        <translation>Việc làm xong sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Entries: {count}</source>
        <translation>Số dòng: {count}</translation>
    </message>
    <message>
        <source>Customer's code (KH-…)</source>
        <translation>Mã khách hàng (KH-…)</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Ai</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Về</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
    <message>
        <source>Details deleted with the person</source>
        <translation>Chi tiết đã xóa cùng dữ liệu của khách</translation>
    </message>
</context>
<context>
    <name>BackupPanel</name>
    <message>
        <source>Backups</source>
        <translation>Sao lưu</translation>
    </message>
    <message>
        <source>The first opening of each day makes a backup, encrypted like the ledger and opened to prove it.</source>
        <translation>Lần mở sổ đầu tiên mỗi ngày tạo một bản sao lưu, mã hóa như sổ và được mở thử để kiểm tra.</translation>
    </message>
    <message>
        <source>Backups kept</source>
        <translation>Các bản sao lưu đang giữ</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Chưa sao lưu</translation>
    </message>
    <message>
        <source>Thin them out again</source>
        <translation>Cho tỉa bớt lại</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
    <message>
        <source>Beside the ledger</source>
        <translation>Bên cạnh sổ</translation>
    </message>
    <message>
        <source>The ledger lies in</source>
        <translation>Sổ nằm ở</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Tạo lúc</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Đã được</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Chọn thư mục…</translation>
    </message>
    <message>
        <source>Back up there now</source>
        <translation>Sao lưu vào đó ngay</translation>
    </message>
    <message>
        <source>A second place</source>
        <translation>Nơi thứ hai</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>Khôi phục từ bản sao lưu…</translation>
    </message>
    <message>
        <source>The way back</source>
        <translation>Đường quay lại</translation>
    </message>
    <message>
        <source>Restoring shows first what a backup holds and what would be missing. The ledger of now is backed up before; customers erased meanwhile stay erased.</source>
        <translation>Trước khi khôi phục, bạn xem được bản sao lưu có gì và sẽ thiếu gì. Sổ hiện tại được sao lưu trước; khách đã xóa vẫn được xóa.</translation>
    </message>
    <message>
        <source>A service copies this folder to the internet while it is written. Move the ledger elsewhere.</source>
        <translation>Một dịch vụ đang chép thư mục này lên mạng ngay khi ghi. Hãy chuyển sổ sang chỗ khác.</translation>
    </message>
    <message>
        <source>Since the restore no backup is thinned out, until {date}.</source>
        <translation>Từ lần khôi phục, các bản sao lưu không bị tỉa bớt cho đến {date}.</translation>
    </message>
    <message>
        <source>No folder chosen yet.</source>
        <translation>Chưa chọn thư mục.</translation>
    </message>
    <message>
        <source>No backup there</source>
        <translation>Chưa có bản sao lưu</translation>
    </message>
    <message>
        <source>The copies there were made before the present recovery sheet, so only the old one opens them. Back up there now, then delete the older copies.</source>
        <translation>Các bản sao ở đó được lập trước phiếu khôi phục hiện nay nên chỉ phiếu cũ mở được. Hãy sao lưu vào đó ngay, rồi xóa các bản cũ hơn.</translation>
    </message>
    <message>
        <source>There is no copy outside this computer that can be seen from here.</source>
        <translation>Từ đây không thấy bản sao nào nằm ngoài máy này.</translation>
    </message>
    <message>
        <source>The newest copy there is more than 7 days old.</source>
        <translation>Bản sao mới nhất ở đó đã quá 7 ngày.</translation>
    </message>
    <message>
        <source>A backup beside the ledger is lost with this computer. Choose a folder on a drive that you take out of the shop; while it is plugged in, a copy is made there every day.</source>
        <translation>Bản sao lưu nằm cạnh sổ sẽ mất cùng máy này. Hãy chọn một thư mục trên ổ đĩa mà bạn mang ra khỏi cửa hàng; khi ổ được cắm vào, mỗi ngày có một bản sao được lập ở đó.</translation>
    </message>
    <message>
        <source>Not plugged in</source>
        <translation>Chưa cắm ổ đĩa</translation>
    </message>
    <message>
        <source>This folder lies on the same drive as the ledger: both are lost together.</source>
        <translation>Thư mục này nằm cùng ổ đĩa với sổ: hỏng ổ là mất cả hai.</translation>
    </message>
    <message>
        <source>This folder cannot be seen now: plug in its drive, or choose another folder.</source>
        <translation>Hiện không thấy thư mục này: hãy cắm ổ đĩa, hoặc chọn thư mục khác.</translation>
    </message>
    <message>
        <source>The newest copy there is of {date}.</source>
        <translation>Bản chép mới nhất ở đó lập lúc {date}.</translation>
    </message>
    <message>
        <source>A folder outside this computer</source>
        <translation>Thư mục nằm ngoài máy này</translation>
    </message>
    <message>
        <source>Backed up and verified.</source>
        <translation>Đã sao lưu và kiểm tra.</translation>
    </message>
</context>
<context>
    <name>BackupStep</name>
    <message>
        <source>Which backup?</source>
        <translation>Bản sao lưu nào?</translation>
    </message>
    <message>
        <source>The newest good one is the right one, unless the damage was done before it was made.</source>
        <translation>Thường là bản mới nhất, trừ khi hư hỏng đã có từ trước lúc lập bản đó.</translation>
    </message>
    <message>
        <source>Backups found</source>
        <translation>Các bản sao lưu tìm thấy</translation>
    </message>
    <message>
        <source>No backup lies there</source>
        <translation>Không thấy bản sao lưu nào</translation>
    </message>
    <message>
        <source>Choose the file.</source>
        <translation>Hãy chọn tệp.</translation>
    </message>
    <message>
        <source>Look in another folder…</source>
        <translation>Tìm trong thư mục khác…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Tạo lúc</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Đã được</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>Nằm trong</translation>
    </message>
    <message>
        <source>Choose a backup in the list, or a file.</source>
        <translation>Hãy chọn một bản trong danh sách, hoặc một tệp.</translation>
    </message>
    <message>
        <source>Chosen: {name}</source>
        <translation>Đã chọn: {name}</translation>
    </message>
    <message>
        <source>A folder with backups</source>
        <translation>Thư mục có bản sao lưu</translation>
    </message>
    <message>
        <source>A backup of Sổ Kín</source>
        <translation>Bản sao lưu của Sổ Kín</translation>
    </message>
    <message>
        <source>Backups (*.sokin)</source>
        <translation>Bản sao lưu (*.sokin)</translation>
    </message>
</context>
<context>
    <name>BilingualPreview</name>
    <message>
        <source>Language of the paper</source>
        <translation>Ngôn ngữ của báo cáo</translation>
    </message>
</context>
<context>
    <name>BirthdaysDialog</name>
    <message>
        <source>Only people who agreed to greetings, by the channels they agreed to and may be reached on now.</source>
        <translation>Chỉ những khách đã đồng ý được chúc mừng, theo kênh họ đồng ý và đang liên hệ được.</translation>
    </message>
    <message>
        <source>Birthdays to greet</source>
        <translation>Sinh nhật được chúc hôm nay</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>May be reached by</source>
        <translation>Liên hệ qua</translation>
    </message>
    <message>
        <source>Log the greeting…</source>
        <translation>Ghi lời chúc…</translation>
    </message>
</context>
<context>
    <name>BlockedParcels</name>
    <message>
        <source>Why parcels stay here</source>
        <translation>Vì sao kiện phải ở lại</translation>
    </message>
    <message>
        <source>{codes} and more: {count}</source>
        <translation>{codes} và {count} kiện nữa</translation>
    </message>
</context>
<context>
    <name>BreachDialog</name>
    <message>
        <source>Record a breach</source>
        <translation>Ghi một vi phạm</translation>
    </message>
    <message>
        <source>Record the breach</source>
        <translation>Ghi vi phạm</translation>
    </message>
    <message>
        <source>Write down every time a promise was not kept. The promise is broken until the manager closes it.</source>
        <translation>Hãy ghi lại mọi lần lời hứa không được giữ. Lời hứa bị coi là vi phạm cho đến khi quản lý đóng lại.</translation>
    </message>
    <message>
        <source>What happened, whose data, what was seen or lost</source>
        <translation>Việc gì đã xảy ra, dữ liệu của ai, bị xem hay bị mất gì</translation>
    </message>
    <message>
        <source>Which promise</source>
        <translation>Lời hứa nào</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc đã xảy ra</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Customer, if it concerns one</source>
        <translation>Khách hàng, nếu liên quan đến một người</translation>
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
    <name>CaptureCard</name>
    <message>
        <source>Pictures of the screen</source>
        <translation>Hình chụp màn hình</translation>
    </message>
    <message>
        <source>Screenshots, recordings and shared screens show an empty place instead of the program. Turn it off while somebody helps you from far away. It holds for this computer only.</source>
        <translation>Ảnh chụp, bản quay và màn hình chia sẻ chỉ thấy một khoảng trống thay cho phần mềm. Hãy tắt khi có người hỗ trợ từ xa. Chỉ áp dụng cho máy tính này.</translation>
    </message>
    <message>
        <source>Leave the program out of pictures of the screen</source>
        <translation>Không cho phần mềm hiện trong hình chụp màn hình</translation>
    </message>
</context>
<context>
    <name>CarrierChoice</name>
    <message>
        <source>Choose later</source>
        <translation>Chọn sau</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>{state}, to {date}</source>
        <translation>{state}, đến {date}</translation>
    </message>
    <message>
        <source>masked labels not agreed</source>
        <translation>chưa đồng ý nhãn che thông tin</translation>
    </message>
</context>
<context>
    <name>CarryOutDialog</name>
    <message>
        <source>Request {request} of customer {customer}</source>
        <translation>Yêu cầu {request} của khách hàng {customer}</translation>
    </message>
    <message>
        <source>Empty is when the request came.</source>
        <translation>Để trống là lúc nhận yêu cầu.</translation>
    </message>
    <message>
        <source>How was it said?</source>
        <translation>Khách nói bằng cách nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Nói lúc nào?</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Name to print (not kept)</source>
        <translation>Tên in trên giấy (không lưu)</translation>
    </message>
    <message>
        <source>Leave it empty to print the customer code alone.</source>
        <translation>Để trống thì chỉ in mã khách hàng.</translation>
    </message>
</context>
<context>
    <name>ClausesEditor</name>
    <message>
        <source>Clauses of the draft</source>
        <translation>Điều khoản của bản nháp</translation>
    </message>
    <message>
        <source>Affects customers: they are told before a change of it counts</source>
        <translation>Liên quan đến khách hàng: khách được báo trước khi thay đổi có hiệu lực</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Lên</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Xuống</translation>
    </message>
    <message>
        <source>Remove this clause</source>
        <translation>Bỏ điều khoản này</translation>
    </message>
    <message>
        <source>Add a clause</source>
        <translation>Thêm điều khoản</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>What keeps it</source>
        <translation>Điều giữ lời hứa này</translation>
    </message>
    <message>
        <source>Text in Vietnamese</source>
        <translation>Nội dung tiếng Việt</translation>
    </message>
    <message>
        <source>Text in English</source>
        <translation>Nội dung tiếng Anh</translation>
    </message>
    <message>
        <source>It tells customers</source>
        <translation>Nói cho khách biết</translation>
    </message>
</context>
<context>
    <name>ClausesPanel</name>
    <message>
        <source>The clause as published</source>
        <translation>Điều khoản như đã công bố</translation>
    </message>
    <message>
        <source>Vietnamese original</source>
        <translation>Nguyên văn tiếng Việt</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Khoản</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>Điều khoản</translation>
    </message>
    <message>
        <source>What the program does</source>
        <translation>Chương trình làm gì</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Bản dịch</translation>
    </message>
    <message>
        <source>Affects customers</source>
        <translation>Liên quan đến khách hàng</translation>
    </message>
    <message>
        <source>Inside the shop</source>
        <translation>Nội bộ cửa hàng</translation>
    </message>
    <message>
        <source>It tells customers: {words}</source>
        <translation>Nói cho khách biết: {words}</translation>
    </message>
</context>
<context>
    <name>ClocksView</name>
    <message>
        <source>The law sets no day for this kind.</source>
        <translation>Luật không đặt ngày cho loại này.</translation>
    </message>
    <message>
        <source>It begins once the asker is proven to be the customer, as set under Deadlines.</source>
        <translation>Hạn bắt đầu tính khi đã xác minh người yêu cầu, theo mục Thời hạn trong Cài đặt.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Không có hạn</translation>
    </message>
    <message>
        <source>{time}, late</source>
        <translation>{time}, trễ hạn</translation>
    </message>
    <message>
        <source>{time}, in time</source>
        <translation>{time}, đúng hạn</translation>
    </message>
    <message>
        <source>A partner must act too, so the law gives longer.</source>
        <translation>Đối tác phải cùng làm nên luật cho thời hạn dài hơn.</translation>
    </message>
    <message>
        <source>Extended once, on {day}.</source>
        <translation>Đã gia hạn một lần, ngày {day}.</translation>
    </message>
    <message>
        <source>The same message is also feedback {code}, to be answered by {due}.</source>
        <translation>Tin này cũng là phản hồi {code}, phải trả lời trước {due}.</translation>
    </message>
</context>
<context>
    <name>CloseBreachDialog</name>
    <message>
        <source>Close breach {code}</source>
        <translation>Đóng vi phạm {code}</translation>
    </message>
    <message>
        <source>Close the breach</source>
        <translation>Đóng vi phạm</translation>
    </message>
    <message>
        <source>It stays on record. Explain it too, or the promise stays broken for this period.</source>
        <translation>Vi phạm vẫn được lưu. Hãy giải thích nữa, nếu không lời hứa vẫn bị vi phạm trong kỳ này.</translation>
    </message>
    <message>
        <source>Who was told, what was mended, what prevents it next time</source>
        <translation>Đã báo cho ai, đã khắc phục gì, lần sau phòng tránh thế nào</translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation>Đã xử lý thế nào</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Close {code}</source>
        <translation>Kết thúc {code}</translation>
    </message>
    <message>
        <source>Close the request</source>
        <translation>Kết thúc yêu cầu</translation>
    </message>
    <message>
        <source>Write down what came of it once whoever asked was told.</source>
        <translation>Ghi kết quả khi đã trả lời người yêu cầu.</translation>
    </message>
    <message>
        <source>Choose the ground</source>
        <translation>Chọn căn cứ</translation>
    </message>
    <message>
        <source>What came of it?</source>
        <translation>Kết quả thế nào?</translation>
    </message>
    <message>
        <source>Ground of the refusal</source>
        <translation>Căn cứ từ chối</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>When they were told</source>
        <translation>Trả lời lúc nào</translation>
    </message>
    <message>
        <source>Why, as the asker will read it in the letter of refusal.</source>
        <translation>Lý do, đúng như khách sẽ đọc trong thư từ chối.</translation>
    </message>
    <message>
        <source>What was not done, and why.</source>
        <translation>Việc gì chưa làm, và vì sao.</translation>
    </message>
    <message>
        <source>Choose what came of it.</source>
        <translation>Hãy chọn kết quả.</translation>
    </message>
    <message>
        <source>Choose the ground; without one it cannot be refused.</source>
        <translation>Hãy chọn căn cứ; không có căn cứ thì không được từ chối.</translation>
    </message>
    <message>
        <source>A refusal is possible only on one of these grounds.</source>
        <translation>Chỉ được từ chối khi có một trong các căn cứ này.</translation>
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
    <name>CommitmentCard</name>
    <message>
        <source>Signed {signed} · ends {ends}</source>
        <translation>Ký {signed} · hết hạn {ends}</translation>
    </message>
    <message>
        <source>No scan was kept.</source>
        <translation>Không có bản quét.</translation>
    </message>
    <message>
        <source>{item}: missing</source>
        <translation>{item}: còn thiếu</translation>
    </message>
    <message>
        <source>{item}: present</source>
        <translation>{item}: có</translation>
    </message>
    <message>
        <source>Show the scan: {file}</source>
        <translation>Xem bản quét: {file}</translation>
    </message>
    <message>
        <source>Show the scan</source>
        <translation>Xem bản quét</translation>
    </message>
</context>
<context>
    <name>CommitmentDialog</name>
    <message>
        <source>Record a commitment of {name}</source>
        <translation>Ghi cam kết của {name}</translation>
    </message>
    <message>
        <source>Record the commitment</source>
        <translation>Ghi cam kết</translation>
    </message>
    <message>
        <source>Copy from the signed paper. The decree names seven items; a paper that lacks one does not count.</source>
        <translation>Ghi theo bản đã ký. Nghị định nêu bảy nội dung; bản thiếu một nội dung thì không có giá trị.</translation>
    </message>
    <message>
        <source>Record a commitment</source>
        <translation>Ghi cam kết</translation>
    </message>
    <message>
        <source>The seven items</source>
        <translation>Bảy nội dung</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Ngày ký</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Ngày cuối còn hạn</translation>
    </message>
    <message>
        <source>All seven items</source>
        <translation>Đủ bảy nội dung</translation>
    </message>
    <message>
        <source>The paper has</source>
        <translation>Văn bản có</translation>
    </message>
    <message>
        <source>Scan of the signed paper (if any)</source>
        <translation>Bản quét văn bản đã ký (nếu có)</translation>
    </message>
    <message>
        <source>Missing: {items}. It can be recorded, but no data may go to the partner by this paper.</source>
        <translation>Còn thiếu: {items}. Vẫn ghi được, nhưng dựa vào bản này thì không được đưa dữ liệu cho đối tác.</translation>
    </message>
    <message>
        <source>This paper has expired already.</source>
        <translation>Văn bản này đã hết hạn.</translation>
    </message>
</context>
<context>
    <name>ConfirmPassphraseDialog</name>
    <message>
        <source>Your passphrase once more</source>
        <translation>Nhập lại mật khẩu của bạn</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Type the passphrase you sign in with.</source>
        <translation>Hãy nhập mật khẩu bạn dùng để đăng nhập.</translation>
    </message>
    <message>
        <source>Type the code of the recovery sheet.</source>
        <translation>Hãy gõ mã trên phiếu khôi phục.</translation>
    </message>
    <message>
        <source>This act is the manager's own. For acts of this kind the answer holds 5 minutes.</source>
        <translation>Việc này chỉ quản lý được làm. Với việc cùng loại, xác nhận có hiệu lực trong 5 phút.</translation>
    </message>
    <message>
        <source>The recovery code once more</source>
        <translation>Gõ lại mã khôi phục</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Mật khẩu của {name}</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>Made-up data: the passphrase is “{passphrase}”.</source>
        <translation>Dữ liệu mẫu: mật khẩu là “{passphrase}”.</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>Hãy nhập mật khẩu.</translation>
    </message>
</context>
<context>
    <name>ConfirmRecoveryDialog</name>
    <message>
        <source>Retype the recovery code</source>
        <translation>Gõ lại mã khôi phục</translation>
    </message>
    <message>
        <source>Check the code</source>
        <translation>Kiểm tra mã</translation>
    </message>
    <message>
        <source>Take the recovery sheet and type the code from the paper.</source>
        <translation>Lấy phiếu khôi phục ra và gõ mã theo giấy.</translation>
    </message>
    <message>
        <source>Recovery code, from the paper</source>
        <translation>Mã khôi phục, gõ theo giấy</translation>
    </message>
    <message>
        <source>Capitals and spaces do not matter. There is no letter I, L, O or U in it: 0 is zero, 1 is one.</source>
        <translation>Chữ hoa, chữ thường và dấu cách không quan trọng. Trong mã không có chữ I, L, O, U: 0 là số không, 1 là số một.</translation>
    </message>
    <message>
        <source>This ledger has no recovery sheet: it was restored without one, and older sheets do not open it. If every passphrase is forgotten, nothing opens it any more. Make a new sheet.</source>
        <translation>Sổ này không có phiếu khôi phục: sổ được khôi phục mà không kèm phiếu, các phiếu cũ không mở được sổ. Nếu quên hết mật khẩu thì không còn gì mở được sổ. Hãy tạo phiếu mới.</translation>
    </message>
    <message>
        <source>Make a new sheet…</source>
        <translation>Tạo phiếu mới…</translation>
    </message>
    <message>
        <source>This code does not open the ledger. Compare it with the sheet.</source>
        <translation>Mã này không mở được sổ. Hãy so lại với phiếu.</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Record an answer</source>
        <translation>Ghi câu trả lời</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>{purpose}, {channel}</source>
        <translation>{purpose}, {channel}</translation>
    </message>
    <message>
        <source>For example: at most twice a month</source>
        <translation>Ví dụ: nhiều nhất hai lần một tháng</translation>
    </message>
    <message>
        <source>Yes, agrees</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>No, refuses</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Withdraws the consent</source>
        <translation>Rút lại sự đồng ý</translation>
    </message>
    <message>
        <source>What was said?</source>
        <translation>Khách nói gì?</translation>
    </message>
    <message>
        <source>Who said it?</source>
        <translation>Ai trả lời?</translation>
    </message>
    <message>
        <source>How?</source>
        <translation>Bằng cách nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
    <message>
        <source>How often may advertising come?</source>
        <translation>Được gửi quảng cáo bao lâu một lần?</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Bằng chứng</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Records are never changed; a later answer stands above this one.</source>
        <translation>Bản ghi không bao giờ bị sửa; câu trả lời sau có hiệu lực thay câu trước.</translation>
    </message>
</context>
<context>
    <name>ConsentFiles</name>
    <message>
        <source>Drop files here: PDF, PNG, JPEG or text, at most 5 MB each.</source>
        <translation>Thả tệp vào đây: PDF, PNG, JPEG hoặc văn bản, mỗi tệp tối đa 5 MB.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>A picture of an identity card is never kept: write in the note that you saw it.</source>
        <translation>Không bao giờ giữ ảnh căn cước: hãy ghi vào ghi chú là bạn đã xem.</translation>
    </message>
    <message>
        <source>Evidence (*.pdf *.png *.jpg *.jpeg *.txt)</source>
        <translation>Bằng chứng (*.pdf *.png *.jpg *.jpeg *.txt)</translation>
    </message>
    <message>
        <source>Choose the evidence</source>
        <translation>Chọn tệp bằng chứng</translation>
    </message>
    <message>
        <source>Take away: {name}</source>
        <translation>Bỏ tệp: {name}</translation>
    </message>
</context>
<context>
    <name>ConsentMatrix</name>
    <message>
        <source>What the customer agreed to</source>
        <translation>Khách đã đồng ý những gì</translation>
    </message>
</context>
<context>
    <name>ConsentPanel</name>
    <message>
        <source>In each cell: above what the customer said, below what the guardian said.</source>
        <translation>Trong mỗi ô: dòng trên là ý kiến của khách, dòng dưới là của người giám hộ.</translation>
    </message>
    <message>
        <source>Record an answer…</source>
        <translation>Ghi câu trả lời…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Rút lại…</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>đến {time}</translation>
    </message>
    <message>
        <source>policy version {number}</source>
        <translation>chính sách bản {number}</translation>
    </message>
    <message>
        <source>written down by {name}</source>
        <translation>người ghi: {name}</translation>
    </message>
    <message>
        <source>Rests on the contract: no answer is needed, one may be written down beside it.</source>
        <translation>Theo hợp đồng: không cần hỏi; nếu khách có ý kiến thì vẫn ghi lại được.</translation>
    </message>
    <message>
        <source>The law asks for it: no answer is needed, one may be written down beside it.</source>
        <translation>Theo luật: không cần hỏi; nếu khách có ý kiến thì vẫn ghi lại được.</translation>
    </message>
    <message>
        <source>Never asked: silence is no consent.</source>
        <translation>Chưa hỏi: im lặng không phải là đồng ý.</translation>
    </message>
    <message>
        <source>Open the evidence: {name}</source>
        <translation>Mở bằng chứng: {name}</translation>
    </message>
</context>
<context>
    <name>ConsentQuick</name>
    <message>
        <source>The use</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gọi điện</translation>
    </message>
    <message>
        <source>SMS, Zalo</source>
        <translation>SMS, Zalo</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Thư</translation>
    </message>
</context>
<context>
    <name>ContactListActs</name>
    <message>
        <source>The list {code} is made.</source>
        <translation>Đã lập danh sách {code}.</translation>
    </message>
    <message>
        <source>The check of {code} is recorded.</source>
        <translation>Đã ghi lần đối chiếu của {code}.</translation>
    </message>
    <message>
        <source>Close {code}?</source>
        <translation>Đóng {code}?</translation>
    </message>
    <message>
        <source>Nothing more is logged through it or exported from it. What was done stays on record.</source>
        <translation>Sau đó không ghi thêm liên hệ và không xuất danh sách này nữa. Những gì đã làm vẫn còn trong sổ.</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>Đóng danh sách</translation>
    </message>
    <message>
        <source>The list {code} is closed.</source>
        <translation>Đã đóng danh sách {code}.</translation>
    </message>
</context>
<context>
    <name>ContactListDialog</name>
    <message>
        <source>New contact list</source>
        <translation>Lập danh sách liên hệ</translation>
    </message>
    <message>
        <source>Only people who may be contacted now come on it. The others are counted by reason.</source>
        <translation>Danh sách chỉ có người lúc này được phép liên hệ. Những người khác được đếm theo lý do.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Đếm</translation>
    </message>
    <message>
        <source>Make the list</source>
        <translation>Lập danh sách</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Để làm gì</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Bằng cách nào</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>Tên danh sách</translation>
    </message>
    <message>
        <source>Empty takes the name shown.</source>
        <translation>Để trống sẽ lấy tên gợi ý.</translation>
    </message>
    <message>
        <source>May be contacted</source>
        <translation>Được phép liên hệ</translation>
    </message>
    <message>
        <source>Counting asks the policy about every customer on record. Nothing is written down yet.</source>
        <translation>Khi đếm, chương trình xem chính sách cho từng khách trong sổ. Chưa có gì được ghi lại.</translation>
    </message>
    <message>
        <source>{purpose}, {channel}, {day}</source>
        <translation>{purpose}, {channel}, {day}</translation>
    </message>
    <message>
        <source>Nobody may be contacted for this now, so there is no list to make.</source>
        <translation>Lúc này không ai được phép liên hệ cho việc này nên không có danh sách để lập.</translation>
    </message>
    <message>
        <source>The hours for advertising are over: contact them from {time} on.</source>
        <translation>Đã hết giờ được quảng cáo: chỉ liên hệ từ {time}.</translation>
    </message>
    <message>
        <source>Before anything is sent, the list is compared with the national do-not-call list.</source>
        <translation>Trước khi gửi, phải đối chiếu với danh sách không quảng cáo quốc gia.</translation>
    </message>
</context>
<context>
    <name>ContactListPanel</name>
    <message>
        <source>Choose a list</source>
        <translation>Chọn một danh sách</translation>
    </message>
    <message>
        <source>Its people and what is left to do are shown here.</source>
        <translation>Người trong danh sách và việc còn phải làm hiện ở đây.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Mọi người</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Bị loại</translation>
    </message>
    <message>
        <source>Not compared with the national do-not-call list yet, so nobody may be contacted ({law}).</source>
        <translation>Chưa đối chiếu với danh sách không quảng cáo quốc gia nên chưa được liên hệ ai ({law}).</translation>
    </message>
    <message>
        <source>Numbers for the check…</source>
        <translation>Lấy số để đối chiếu…</translation>
    </message>
    <message>
        <source>Numbers leave the ledger, so only the manager takes them out.</source>
        <translation>Số điện thoại sẽ ra khỏi sổ, nên chỉ quản lý được lấy.</translation>
    </message>
    <message>
        <source>Record the check…</source>
        <translation>Ghi lần đối chiếu…</translation>
    </message>
    <message>
        <source>All were contacted…</source>
        <translation>Đã liên hệ tất cả…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>Đóng danh sách</translation>
    </message>
    <message>
        <source>Names and numbers leave the ledger, so only the manager exports.</source>
        <translation>Tên và số của khách ra khỏi sổ nên chỉ quản lý được xuất.</translation>
    </message>
    <message>
        <source>Policy version {number}</source>
        <translation>Chính sách bản {number}</translation>
    </message>
    <message>
        <source>People: {count}</source>
        <translation>Trong danh sách: {count}</translation>
    </message>
    <message>
        <source>Left out: {count}</source>
        <translation>Bị loại: {count}</translation>
    </message>
    <message>
        <source>{code} · {purpose} · {channel} · made {time}, {name}</source>
        <translation>{code} · {purpose} · {channel} · lập {time}, {name}</translation>
    </message>
    <message>
        <source>Do-not-call check: {day}, {name}, {reference}</source>
        <translation>Đã đối chiếu số không quảng cáo: {day}, {name}, {reference}</translation>
    </message>
    <message>
        <source>Exported: {time}, {name}</source>
        <translation>Đã xuất: {time}, {name}</translation>
    </message>
    <message>
        <source>Allowed now</source>
        <translation>Lúc này được phép</translation>
    </message>
    <message>
        <source>Allowed from {time}</source>
        <translation>Được phép từ {time}</translation>
    </message>
    <message>
        <source>This was not done</source>
        <translation>Việc này chưa được làm</translation>
    </message>
    <message>
        <source>Logged: {code} was contacted.</source>
        <translation>Đã ghi: đã liên hệ {code}.</translation>
    </message>
    <message>
        <source>{code} may not be contacted now</source>
        <translation>Lúc này không được liên hệ {code}</translation>
    </message>
</context>
<context>
    <name>ContactListView</name>
    <message>
        <source>Contact lists</source>
        <translation>Danh sách liên hệ</translation>
    </message>
    <message>
        <source>No contact list yet</source>
        <translation>Chưa có danh sách liên hệ</translation>
    </message>
    <message>
        <source>Choose what for and how. Only people who may be contacted come on it; the others are counted.</source>
        <translation>Chọn để làm gì và bằng cách nào. Chỉ người được phép liên hệ mới vào danh sách; những người khác được đếm theo lý do.</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>Lập danh sách…</translation>
    </message>
    <message>
        <source>Name or code of a list</source>
        <translation>Tên hoặc mã danh sách</translation>
    </message>
    <message>
        <source>Lists: {count}</source>
        <translation>Danh sách: {count}</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Tạo lúc</translation>
    </message>
    <message>
        <source>Contacted</source>
        <translation>Đã liên hệ</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Bị loại</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã ngừng dùng</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>Mọi danh sách</translation>
    </message>
</context>
<context>
    <name>ContactMadeDialog</name>
    <message>
        <source>Log a contact</source>
        <translation>Ghi lần liên hệ</translation>
    </message>
    <message>
        <source>Check and log</source>
        <translation>Kiểm tra và ghi</translation>
    </message>
    <message>
        <source>Best before you call or write: the policy is asked first. What it refuses is written down too.</source>
        <translation>Nên làm trước khi gọi hoặc nhắn: chương trình xem chính sách trước. Lần bị từ chối cũng được ghi lại.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Để làm gì</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Bằng cách nào</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc nào</translation>
    </message>
    <message>
        <source>Allowed now: {channels}</source>
        <translation>Lúc này được phép: {channels}</translation>
    </message>
    <message>
        <source>Not allowed now on any channel.</source>
        <translation>Lúc này không được phép qua kênh nào.</translation>
    </message>
    <message>
        <source>Choose a customer from the list.</source>
        <translation>Hãy chọn một khách trong danh sách.</translation>
    </message>
</context>
<context>
    <name>ContactMadeView</name>
    <message>
        <source>Contacts made</source>
        <translation>Đã liên hệ</translation>
    </message>
    <message>
        <source>Nobody was contacted yet</source>
        <translation>Chưa liên hệ ai</translation>
    </message>
    <message>
        <source>You have logged no contact yet</source>
        <translation>Bạn chưa ghi lần liên hệ nào</translation>
    </message>
    <message>
        <source>Contacts through a list come here by themselves. Log any other before you call or write.</source>
        <translation>Liên hệ theo danh sách tự vào đây. Những lần khác, hãy ghi trước khi gọi hoặc nhắn.</translation>
    </message>
    <message>
        <source>Log a contact…</source>
        <translation>Ghi lần liên hệ…</translation>
    </message>
    <message>
        <source>Customer's name or code</source>
        <translation>Tên hoặc mã khách hàng</translation>
    </message>
    <message>
        <source>Contacts: {count}</source>
        <translation>Lần liên hệ: {count}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>On what basis</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>Logged by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Contact</source>
        <translation>Liên hệ</translation>
    </message>
    <message>
        <source>Only who may be contacted is on a list, and everything the shop begins by itself is on record.</source>
        <translation>Danh sách chỉ có người được phép liên hệ; mọi lần cửa hàng chủ động liên hệ đều được ghi lại.</translation>
    </message>
    <message>
        <source>Contact lists</source>
        <translation>Danh sách liên hệ</translation>
    </message>
    <message>
        <source>Contacts made</source>
        <translation>Đã liên hệ</translation>
    </message>
    <message>
        <source>Uses of data</source>
        <translation>Dùng dữ liệu</translation>
    </message>
    <message>
        <source>You see what you recorded yourself.</source>
        <translation>Bạn thấy những gì mình đã ghi.</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>Lập danh sách…</translation>
    </message>
    <message>
        <source>Log a contact…</source>
        <translation>Ghi lần liên hệ…</translation>
    </message>
    <message>
        <source>Record a use…</source>
        <translation>Ghi lần dùng…</translation>
    </message>
    <message>
        <source>Logged: {code} was contacted.</source>
        <translation>Đã ghi: đã liên hệ {code}.</translation>
    </message>
    <message>
        <source>{code} is recorded.</source>
        <translation>Đã ghi {code}.</translation>
    </message>
</context>
<context>
    <name>ContactPeople</name>
    <message>
        <source>People of the list</source>
        <translation>Người trong danh sách</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>Không có ai</translation>
    </message>
    <message>
        <source>Choose another state above.</source>
        <translation>Hãy chọn trạng thái khác ở trên.</translation>
    </message>
    <message>
        <source>Contacted</source>
        <translation>Đã liên hệ</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Mở khách hàng</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Mọi người</translation>
    </message>
    <message>
        <source>Which people</source>
        <translation>Những ai</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>Số hoặc địa chỉ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Contacted at</source>
        <translation>Liên hệ lúc</translation>
    </message>
    <message>
        <source>Logs that this customer was contacted now (Ctrl+Enter).</source>
        <translation>Ghi rằng vừa liên hệ khách này (Ctrl+Enter).</translation>
    </message>
    <message>
        <source>The list is closed.</source>
        <translation>Danh sách đã đóng.</translation>
    </message>
</context>
<context>
    <name>ContactPointDialog</name>
    <message>
        <source>Add a phone</source>
        <translation>Thêm số điện thoại</translation>
    </message>
    <message>
        <source>Add an email</source>
        <translation>Thêm email</translation>
    </message>
    <message>
        <source>Add an address</source>
        <translation>Thêm địa chỉ</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
</context>
<context>
    <name>ContactUsesView</name>
    <message>
        <source>Uses of data</source>
        <translation>Dùng dữ liệu</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
    <message>
        <source>No use of data recorded yet</source>
        <translation>Chưa ghi lần dùng dữ liệu nào</translation>
    </message>
    <message>
        <source>Analysis, surveys and work on the website use data too; the policy is asked about everybody.</source>
        <translation>Phân tích, khảo sát, cải thiện trang web cũng là dùng dữ liệu; chương trình xem chính sách cho từng khách.</translation>
    </message>
    <message>
        <source>Record a use…</source>
        <translation>Ghi lần dùng…</translation>
    </message>
    <message>
        <source>Uses: {count}</source>
        <translation>Lần dùng: {count}</translation>
    </message>
    <message>
        <source>Note or code</source>
        <translation>Ghi chú hoặc mã</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Purpose and data</source>
        <translation>Mục đích và dữ liệu</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Bị loại</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
</context>
<context>
    <name>ContactWords</name>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Chưa đối chiếu</translation>
    </message>
    <message>
        <source>All contacted</source>
        <translation>Đã liên hệ hết</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
    <message>
        <source>Advertising calls from {from}:00 to {to}:00</source>
        <translation>Gọi quảng cáo từ {from}:00 đến {to}:00</translation>
    </message>
    <message>
        <source>Advertising by SMS from {from}:00 to {to}:00</source>
        <translation>Quảng cáo qua SMS từ {from}:00 đến {to}:00</translation>
    </message>
    <message>
        <source>Advertising on Zalo from {from}:00 to {to}:00</source>
        <translation>Quảng cáo qua Zalo từ {from}:00 đến {to}:00</translation>
    </message>
    <message>
        <source>each person at most {limit} in 24 hours</source>
        <translation>mỗi người nhiều nhất {limit} lần trong 24 giờ</translation>
    </message>
    <message>
        <source>Advertising: each person at most {limit} in 24 hours</source>
        <translation>Quảng cáo: mỗi người nhiều nhất {limit} lần trong 24 giờ</translation>
    </message>
    <message>
        <source>{hours}, {limit}</source>
        <translation>{hours}, {limit}</translation>
    </message>
</context>
<context>
    <name>ContactsCard</name>
    <message>
        <source>Contact</source>
        <translation>Thông tin liên hệ</translation>
    </message>
    <message>
        <source>Add a phone, an email or an address</source>
        <translation>Thêm số điện thoại, email hoặc địa chỉ</translation>
    </message>
    <message>
        <source>Phone…</source>
        <translation>Số điện thoại…</translation>
    </message>
    <message>
        <source>Email…</source>
        <translation>Email…</translation>
    </message>
    <message>
        <source>Address…</source>
        <translation>Địa chỉ…</translation>
    </message>
    <message>
        <source>No phone, email or address is known.</source>
        <translation>Chưa có số điện thoại, email hay địa chỉ nào.</translation>
    </message>
    <message>
        <source>Every look is written down.</source>
        <translation>Mỗi lần xem đều được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>State: {name}</source>
        <translation>Tình trạng: {name}</translation>
    </message>
    <message>
        <source>Do not contact: {channel}, since {time}</source>
        <translation>Không liên hệ: {channel}, từ {time}</translation>
    </message>
    <message>
        <source>Lift…</source>
        <translation>Bỏ chặn…</translation>
    </message>
    <message>
        <source>Lift: {channel}</source>
        <translation>Bỏ chặn: {channel}</translation>
    </message>
</context>
<context>
    <name>CookieChoiceDialog</name>
    <message>
        <source>Record a cookie choice</source>
        <translation>Ghi lựa chọn cookie</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Accepting cookies is the consent itself. Where they are refused, only the choice is kept.</source>
        <translation>Nhận cookie chính là đồng ý. Nếu không nhận thì chỉ giữ lại lựa chọn đó.</translation>
    </message>
    <message>
        <source>What was chosen?</source>
        <translation>Khách chọn gì?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
</context>
<context>
    <name>CopyHandedOverDialog</name>
    <message>
        <source>The copy was handed over</source>
        <translation>Đã giao bản sao</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Record it once the customer has it. In person, have the last page signed.</source>
        <translation>Chỉ ghi khi khách đã nhận. Giao trực tiếp thì xin chữ ký ở trang cuối.</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>How did the customer get it?</source>
        <translation>Khách nhận bằng cách nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
    <message>
        <source>This customer is a minor: give the copy to the guardian on record, not to the child alone.</source>
        <translation>Khách hàng này chưa đủ tuổi: giao bản sao cho người giám hộ đã ghi, không giao riêng cho trẻ.</translation>
    </message>
    <message>
        <source>This customer is a minor without a guardian on record. Link the guardian before you give it.</source>
        <translation>Khách hàng này chưa đủ tuổi và chưa có người giám hộ trong sổ. Hãy ghi người giám hộ trước khi giao.</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>Correct for {code}</source>
        <translation>Chỉnh sửa theo {code}</translation>
    </message>
    <message>
        <source>Record as corrected</source>
        <translation>Ghi là đã chỉnh sửa</translation>
    </message>
    <message>
        <source>The old values stay in the history until the customer is erased.</source>
        <translation>Giá trị cũ được giữ trong lịch sử cho đến khi xóa khách.</translation>
    </message>
    <message>
        <source>Correct name, age, note…</source>
        <translation>Sửa tên, tuổi, ghi chú…</translation>
    </message>
    <message>
        <source>Phones, emails, addresses</source>
        <translation>Số, email, địa chỉ</translation>
    </message>
    <message>
        <source>Corrected since the request came: {fields}</source>
        <translation>Đã sửa từ khi nhận yêu cầu: {fields}</translation>
    </message>
    <message>
        <source>Nothing is corrected yet.</source>
        <translation>Chưa sửa gì.</translation>
    </message>
    <message>
        <source>Partners who hold the data are told next.</source>
        <translation>Tiếp theo, báo cho các đối tác đang giữ dữ liệu.</translation>
    </message>
    <message>
        <source>Correct the data first, here or on the card; then it can be recorded here.</source>
        <translation>Hãy sửa dữ liệu trước, ở đây hoặc trên thẻ khách; sau đó ghi lại ở đây.</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct the data</source>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>Save the correction</source>
        <translation>Lưu bản sửa</translation>
    </message>
    <message>
        <source>The old values are kept in the history, with your name and the reason.</source>
        <translation>Giá trị cũ được giữ trong lịch sử, kèm tên bạn và lý do.</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <source>dd/MM/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Says to be an adult (no birth date asked)</source>
        <translation>Khách tự nhận là người lớn (không hỏi ngày sinh)</translation>
    </message>
    <message>
        <source>For example: the customer said so on the phone</source>
        <translation>Ví dụ: khách báo qua điện thoại</translation>
    </message>
    <message>
        <source>Recorded and hidden. Empty leaves it as it is.</source>
        <translation>Đã có và đang ẩn. Để trống thì giữ nguyên.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>What is the record for?</source>
        <translation>Ghi hồ sơ này để làm gì?</translation>
    </message>
    <message>
        <source>Why is it corrected?</source>
        <translation>Vì sao sửa?</translation>
    </message>
</context>
<context>
    <name>CorrectionPanel</name>
    <message>
        <source>Change</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Dịch sang phải</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Dịch xuống</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Tỷ lệ</translation>
    </message>
    <message>
        <source>Print the calibration page, measure it, and enter what is missing.</source>
        <translation>In trang căn chỉnh, đo bằng thước rồi nhập phần lệch vào đây.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>No correction for this printer</source>
        <translation>Máy in này chưa cần căn chỉnh</translation>
    </message>
    <message>
        <source>Moved {x} mm right and {y} mm down, scale {scale} %</source>
        <translation>Dịch phải {x} mm, dịch xuống {y} mm, tỷ lệ {scale} %</translation>
    </message>
</context>
<context>
    <name>CountBox</name>
    <message>
        <source>Counting</source>
        <translation>Đang đếm</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Dừng đếm</translation>
    </message>
    <message>
        <source>Customers looked at: {done} of {total}</source>
        <translation>Đã xem {done} / {total} khách</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>Left out because</source>
        <translation>Bị loại vì</translation>
    </message>
    <message>
        <source>One person may be left out for several reasons.</source>
        <translation>Một người có thể bị loại vì nhiều lý do.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Bị loại</translation>
    </message>
</context>
<context>
    <name>CountsSheet</name>
    <message>
        <source>Nothing</source>
        <translation>Không có gì</translation>
    </message>
</context>
<context>
    <name>CustomerActs</name>
    <message>
        <source>The customer is recorded, some answers are not: {reasons}</source>
        <translation>Đã lưu khách hàng, nhưng có câu trả lời không ghi được: {reasons}</translation>
    </message>
    <message>
        <source>The same phone or email stands with: {codes}</source>
        <translation>Trùng số điện thoại hoặc email với: {codes}</translation>
    </message>
    <message>
        <source>Saved: {code}</source>
        <translation>Đã lưu: {code}</translation>
    </message>
    <message>
        <source>The guardian is linked.</source>
        <translation>Đã thêm người giám hộ.</translation>
    </message>
    <message>
        <source>Corrected; the old value is in the history.</source>
        <translation>Đã sửa; giá trị cũ nằm trong lịch sử.</translation>
    </message>
    <message>
        <source>{field}: {state}</source>
        <translation>{field}: {state}</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Đã hoàn tác.</translation>
    </message>
    <message>
        <source>Restrict the use of {code}?</source>
        <translation>Hạn chế sử dụng dữ liệu của {code}?</translation>
    </message>
    <message>
        <source>Until it is allowed again, nothing is done with the data but what the law demands.</source>
        <translation>Cho đến khi được bỏ hạn chế, dữ liệu chỉ được dùng cho việc luật bắt buộc.</translation>
    </message>
    <message>
        <source>Restrict</source>
        <translation>Hạn chế</translation>
    </message>
    <message>
        <source>The use is restricted.</source>
        <translation>Đã hạn chế sử dụng dữ liệu.</translation>
    </message>
    <message>
        <source>Allow the use of {code} again?</source>
        <translation>Bỏ hạn chế dữ liệu của {code}?</translation>
    </message>
    <message>
        <source>Do this only when the customer asked for it.</source>
        <translation>Chỉ làm khi chính khách yêu cầu.</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Bỏ hạn chế</translation>
    </message>
    <message>
        <source>The use is allowed again.</source>
        <translation>Đã bỏ hạn chế.</translation>
    </message>
    <message>
        <source>The answer is written down.</source>
        <translation>Đã ghi câu trả lời.</translation>
    </message>
    <message>
        <source>{code} is not contacted any more.</source>
        <translation>Từ giờ không liên hệ {code} nữa.</translation>
    </message>
    <message>
        <source>Allow contact with {code} again?</source>
        <translation>Cho phép liên hệ lại {code}?</translation>
    </message>
    <message>
        <source>Allow contact</source>
        <translation>Cho phép liên hệ</translation>
    </message>
    <message>
        <source>Contact is allowed again.</source>
        <translation>Đã cho phép liên hệ lại.</translation>
    </message>
    <message>
        <source>The choice is written down.</source>
        <translation>Đã ghi lựa chọn.</translation>
    </message>
    <message>
        <source>The customer asked for it: erase from {code}.</source>
        <translation>Khách đã yêu cầu xóa: hãy xóa từ {code}.</translation>
    </message>
    <message>
        <source>Erased. The certificate is {code}.</source>
        <translation>Đã xóa. Giấy xác nhận: {code}.</translation>
    </message>
    <message>
        <source>Consent receipt</source>
        <translation>Biên nhận về sự đồng ý</translation>
    </message>
</context>
<context>
    <name>CustomerDialog</name>
    <message>
        <source>New customer</source>
        <translation>Khách hàng mới</translation>
    </message>
    <message>
        <source>Add the customer</source>
        <translation>Lưu khách hàng</translation>
    </message>
    <message>
        <source>Only the name is required. What the record is for decides what else is asked.</source>
        <translation>Chỉ bắt buộc họ tên. Mục đích của hồ sơ quyết định hỏi thêm những gì.</translation>
    </message>
    <message>
        <source>dd/MM/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Says to be an adult (no birth date asked)</source>
        <translation>Khách tự nhận là người lớn (không hỏi ngày sinh)</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <source>What is the record for?</source>
        <translation>Ghi hồ sơ này để làm gì?</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Record what the customer answers about the data…</source>
        <translation>Ghi luôn câu trả lời của khách về dữ liệu…</translation>
    </message>
    <message>
        <source>How was it said?</source>
        <translation>Khách trả lời bằng cách nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
    <message>
        <source>Press a button to change it: not asked, yes, no. Silence is no consent.</source>
        <translation>Bấm vào ô để đổi: chưa hỏi, đồng ý, từ chối. Im lặng không phải là đồng ý.</translation>
    </message>
    <message>
        <source>What the customer answered</source>
        <translation>Khách trả lời thế nào</translation>
    </message>
    <message>
        <source>Not asked, because no purpose above needs it: {fields}</source>
        <translation>Không hỏi vì không mục đích nào ở trên cần đến: {fields}</translation>
    </message>
</context>
<context>
    <name>CustomerHead</name>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Về danh sách (Esc)</translation>
    </message>
    <message>
        <source>Previous customer (Ctrl+PgUp)</source>
        <translation>Khách trước (Ctrl+PgUp)</translation>
    </message>
    <message>
        <source>Next customer (Ctrl+PgDn)</source>
        <translation>Khách sau (Ctrl+PgDn)</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Tạo đơn</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Correct the data…</source>
        <translation>Sửa thông tin…</translation>
    </message>
    <message>
        <source>Do not contact…</source>
        <translation>Không liên hệ…</translation>
    </message>
    <message>
        <source>Link a guardian…</source>
        <translation>Thêm người giám hộ…</translation>
    </message>
    <message>
        <source>Consent receipt…</source>
        <translation>Biên nhận về sự đồng ý…</translation>
    </message>
    <message>
        <source>Restrict the use…</source>
        <translation>Hạn chế sử dụng…</translation>
    </message>
    <message>
        <source>Record a request…</source>
        <translation>Ghi yêu cầu…</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Xóa dữ liệu…</translation>
    </message>
    <message>
        <source>Only the manager erases a customer's data.</source>
        <translation>Chỉ quản lý mới xóa dữ liệu của khách.</translation>
    </message>
    <message>
        <source>Allow the use again…</source>
        <translation>Bỏ hạn chế…</translation>
    </message>
    <message>
        <source>What the record is for is not written down</source>
        <translation>Chưa ghi hồ sơ này dùng vào việc gì</translation>
    </message>
    <message>
        <source>Recorded for: {purposes}</source>
        <translation>Ghi lại để: {purposes}</translation>
    </message>
    <message>
        <source>source: {source}</source>
        <translation>nguồn: {source}</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} trên {count}</translation>
    </message>
</context>
<context>
    <name>CustomerListPanel</name>
    <message>
        <source>Which customers</source>
        <translation>Nhóm khách</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Tỉnh, thành</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Name, phone, email or code</source>
        <translation>Tên, điện thoại, email, mã</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>Khách hàng: {count}</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>Mọi khách hàng</translation>
    </message>
    <message>
        <source>Asked not to be contacted</source>
        <translation>Không muốn liên hệ</translation>
    </message>
    <message>
        <source>Minors</source>
        <translation>Chưa thành niên</translation>
    </message>
    <message>
        <source>Minors waiting for a guardian</source>
        <translation>Trẻ chờ người giám hộ</translation>
    </message>
    <message>
        <source>Age not known</source>
        <translation>Chưa rõ tuổi</translation>
    </message>
    <message>
        <source>No way to reach them</source>
        <translation>Không có cách liên hệ</translation>
    </message>
    <message>
        <source>To correct: no phone</source>
        <translation>Cần sửa: không có số điện thoại</translation>
    </message>
    <message>
        <source>To correct: odd phone number</source>
        <translation>Cần sửa: số điện thoại lạ</translation>
    </message>
    <message>
        <source>To correct: shares phone or email</source>
        <translation>Cần sửa: trùng số hoặc email</translation>
    </message>
    <message>
        <source>To correct: old or unlisted address</source>
        <translation>Cần sửa: địa chỉ cũ hoặc lạ</translation>
    </message>
    <message>
        <source>To correct: said to have changed</source>
        <translation>Cần sửa: khách báo đã đổi</translation>
    </message>
    <message>
        <source>To correct: source not known</source>
        <translation>Cần sửa: chưa rõ nguồn</translation>
    </message>
    <message>
        <source>Use restricted</source>
        <translation>Hạn chế sử dụng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Every province</source>
        <translation>Mọi tỉnh, thành</translation>
    </message>
    <message>
        <source>Every source</source>
        <translation>Mọi nguồn</translation>
    </message>
    <message>
        <source>No customer yet</source>
        <translation>Chưa có khách hàng nào</translation>
    </message>
    <message>
        <source>Write down the first one; consents, orders and feedback follow from there.</source>
        <translation>Hãy ghi khách đầu tiên; sự đồng ý, đơn hàng và phản hồi sẽ đi theo từ đó.</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Khách hàng mới</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã khách</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ ngày</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Kiện</translation>
    </message>
    <message>
        <source>Open feedback</source>
        <translation>Phản hồi chờ</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Parts of the card</source>
        <translation>Các phần của thẻ khách</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Đơn và kiện</translation>
    </message>
    <message>
        <source>Data given</source>
        <translation>Đã chia sẻ</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Đã liên hệ</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>CustomerPick</name>
    <message>
        <source>Empty: sender not known. Type a name, phone or code.</source>
        <translation>Để trống nếu chưa rõ. Gõ tên, số điện thoại hoặc mã.</translation>
    </message>
</context>
<context>
    <name>CustomerPicker</name>
    <message>
        <source>Name, phone or code</source>
        <translation>Tên, số điện thoại hoặc mã khách</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Will be used:</source>
        <translation>Sẽ dùng:</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Khách tìm thấy</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Không tìm thấy khách nào</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>chưa có số điện thoại</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>chưa có địa chỉ</translation>
    </message>
</context>
<context>
    <name>CustomerTables</name>
    <message>
        <source>Orders and parcels</source>
        <translation>Đơn và kiện</translation>
    </message>
    <message>
        <source>No order yet</source>
        <translation>Chưa có đơn hàng</translation>
    </message>
    <message>
        <source>A new order begins with the button above.</source>
        <translation>Bấm nút Tạo đơn ở trên để bắt đầu.</translation>
    </message>
    <message>
        <source>Data given to others</source>
        <translation>Dữ liệu đã chia sẻ</translation>
    </message>
    <message>
        <source>Nothing was given to anybody</source>
        <translation>Chưa chia sẻ dữ liệu cho ai</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>No feedback yet</source>
        <translation>Chưa có phản hồi</translation>
    </message>
    <message>
        <source>Contacts and refused attempts</source>
        <translation>Lần liên hệ và lần bị chặn</translation>
    </message>
    <message>
        <source>The shop did not contact this customer</source>
        <translation>Cửa hàng chưa liên hệ khách này</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Nothing was written down yet</source>
        <translation>Chưa có gì được ghi</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>Kiện hàng</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Given to</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Tham chiếu</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hạn trả lời</translation>
    </message>
    <message>
        <source>asked again: {count}</source>
        <translation>hỏi lại: {count} lần</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Bị chặn</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã làm</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Việc đã làm</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Người làm</translation>
    </message>
    <message>
        <source>Corrected: {field}</source>
        <translation>Đã sửa: {field}</translation>
    </message>
    <message>
        <source>before: {value}</source>
        <translation>trước đó: {value}</translation>
    </message>
    <message>
        <source>was empty</source>
        <translation>trước đó để trống</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>Do not contact</source>
        <translation>Không liên hệ</translation>
    </message>
    <message>
        <source>Use restricted</source>
        <translation>Hạn chế sử dụng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Chưa thành niên</translation>
    </message>
    <message>
        <source>Minor, waiting for a guardian</source>
        <translation>Chưa thành niên, chờ giám hộ</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Hợp đồng</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Chưa hỏi</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Luật</translation>
    </message>
    <message>
        <source>{count} years old</source>
        <translation>{count} tuổi</translation>
    </message>
    <message>
        <source>adult by own word</source>
        <translation>tự nhận là người lớn</translation>
    </message>
    <message>
        <source>age unknown</source>
        <translation>chưa rõ tuổi</translation>
    </message>
    <message>
        <source>by law</source>
        <translation>theo luật</translation>
    </message>
    <message>
        <source>no commitment needed</source>
        <translation>không cần cam kết</translation>
    </message>
    <message>
        <source>no commitment</source>
        <translation>chưa có cam kết</translation>
    </message>
    <message>
        <source>expired {date}</source>
        <translation>hết hạn {date}</translation>
    </message>
    <message>
        <source>commitment incomplete</source>
        <translation>cam kết thiếu mục</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>cam kết đến {date}</translation>
    </message>
    <message>
        <source>customer since {date}</source>
        <translation>khách từ {date}</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Khách hàng mới</translation>
    </message>
</context>
<context>
    <name>DataCopyDialog</name>
    <message>
        <source>Copy of the data, request {code}</source>
        <translation>Bản sao dữ liệu, yêu cầu {code}</translation>
    </message>
    <message>
        <source>Save PDF and JSON…</source>
        <translation>Lưu PDF và JSON…</translation>
    </message>
    <message>
        <source>With a password…</source>
        <translation>Kèm mật khẩu…</translation>
    </message>
    <message>
        <source>Handed over…</source>
        <translation>Đã giao cho khách…</translation>
    </message>
    <message>
        <source>Save or print the copy first.</source>
        <translation>Hãy lưu hoặc in bản sao trước.</translation>
    </message>
    <message>
        <source>Where do the two files go?</source>
        <translation>Lưu hai tệp vào thư mục nào?</translation>
    </message>
    <message>
        <source>{name}.pdf and {name}.json</source>
        <translation>{name}.pdf và {name}.json</translation>
    </message>
    <message>
        <source>Save with a password</source>
        <translation>Lưu kèm mật khẩu</translation>
    </message>
</context>
<context>
    <name>DataUseDialog</name>
    <message>
        <source>Record a use of data</source>
        <translation>Ghi lần dùng dữ liệu</translation>
    </message>
    <message>
        <source>For work inside the shop, such as analysis, a survey or the website: nobody receives the data.</source>
        <translation>Cho việc trong cửa hàng như phân tích, khảo sát, trang web: không ai khác nhận dữ liệu.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Đếm</translation>
    </message>
    <message>
        <source>Record the use</source>
        <translation>Ghi lần dùng</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Để làm gì</translation>
    </message>
    <message>
        <source>For example: which products sold best this autumn</source>
        <translation>Ví dụ: mặt hàng bán chạy mùa thu này</translation>
    </message>
    <message>
        <source>Data used</source>
        <translation>Dữ liệu dùng</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Data used of</source>
        <translation>Dùng dữ liệu của</translation>
    </message>
    <message>
        <source>Counting asks the policy about every customer on record. Nothing is written down yet.</source>
        <translation>Khi đếm, chương trình xem chính sách cho từng khách trong sổ. Chưa có gì được ghi lại.</translation>
    </message>
    <message>
        <source>“{purpose}” does not need what is greyed out, so it is not used.</source>
        <translation>“{purpose}” không cần các mục mờ nên không được dùng.</translation>
    </message>
    <message>
        <source>Nobody's data may be used for this, so there is nothing to record.</source>
        <translation>Không được dùng dữ liệu của ai cho việc này nên không có gì để ghi.</translation>
    </message>
</context>
<context>
    <name>DaysPanel</name>
    <message>
        <source>Working days</source>
        <translation>Ngày làm việc</translation>
    </message>
    <message>
        <source>Which days count when a deadline runs in working days, and where a last day off moves to.</source>
        <translation>Những ngày được tính khi thời hạn theo ngày làm việc, và ngày kế tiếp khi ngày cuối là ngày nghỉ.</translation>
    </message>
    <message>
        <source>Days of the week that are worked</source>
        <translation>Ngày làm việc trong tuần</translation>
    </message>
    <message>
        <source>Save the week</source>
        <translation>Lưu tuần</translation>
    </message>
    <message>
        <source>Back to the shipped value</source>
        <translation>Về giá trị mặc định</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Chưa lưu thay đổi</translation>
    </message>
    <message>
        <source>The shipped value holds again.</source>
        <translation>Đã trở về giá trị mặc định.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
    <message>
        <source>Shipped: {days}. Source: {source}.</source>
        <translation>Mặc định: {days}. Nguồn: {source}.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>The shop's own list</source>
        <translation>Danh sách của cửa hàng</translation>
    </message>
    <message>
        <source>No day of the shop's own</source>
        <translation>Chưa có ngày nào</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Thêm…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>A day on which the shop is simply closed moves no deadline: the law counts every working day. Put here only days officially off, and days worked instead of another.</source>
        <translation>Ngày cửa hàng tự đóng cửa không làm lùi thời hạn: luật vẫn tính mọi ngày làm việc. Chỉ ghi ở đây ngày nghỉ chính thức và ngày làm bù.</translation>
    </message>
    <message>
        <source>Take this day off the list?</source>
        <translation>Bỏ ngày này khỏi danh sách?</translation>
    </message>
    <message>
        <source>{day}: open requests are counted again without it.</source>
        <translation>{day}: hạn của các yêu cầu chưa xong sẽ được tính lại.</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>Bỏ khỏi danh sách</translation>
    </message>
    <message>
        <source>The day was taken off the list.</source>
        <translation>Đã bỏ ngày khỏi danh sách.</translation>
    </message>
    <message>
        <source>Public holidays</source>
        <translation>Ngày lễ chung</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>Năm trước</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>Năm sau</translation>
    </message>
    <message>
        <source>Known to the program, with days off instead and days worked instead. What it lacks goes left.</source>
        <translation>Chương trình biết sẵn, gồm ngày nghỉ bù và ngày làm bù. Ngày còn thiếu thì ghi ở bên trái.</translation>
    </message>
    <message>
        <source>Worked instead of another day</source>
        <translation>Làm bù cho ngày khác</translation>
    </message>
</context>
<context>
    <name>DeadlinesPanel</name>
    <message>
        <source>Deadlines</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>The days the law gives for each kind of request. The program works towards the earlier day; late is what comes after the limit of the law.</source>
        <translation>Số ngày luật cho mỗi loại yêu cầu. Chương trình nhắc theo ngày sớm hơn; chỉ sau hạn theo luật mới là trễ.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Đổi…</translation>
    </message>
    <message>
        <source>Back to the shipped values</source>
        <translation>Về giá trị mặc định</translation>
    </message>
    <message>
        <source>Requests of a person</source>
        <translation>Yêu cầu của khách hàng</translation>
    </message>
    <message>
        <source>How time is counted</source>
        <translation>Cách tính thời gian</translation>
    </message>
    <message>
        <source>A change counts every open request again at once. What is answered or overdue by then stays as it is.</source>
        <translation>Mỗi thay đổi đều tính lại ngay hạn của các yêu cầu chưa xong. Việc đã trả lời hoặc đã quá hạn thì giữ nguyên.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Báo nhận</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>Thực hiện</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Có đối tác</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Độ chắc chắn</translation>
    </message>
    <message>
        <source>changed · {source}</source>
        <translation>đã đổi · {source}</translation>
    </message>
    <message>
        <source>The shipped value holds again.</source>
        <translation>Đã trở về giá trị mặc định.</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Added</source>
        <translation>Thêm mới</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã sửa</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Không có gì khác.</translation>
    </message>
    <message>
        <source>Affects customers</source>
        <translation>Liên quan đến khách hàng</translation>
    </message>
    <message>
        <source>Text in Vietnamese</source>
        <translation>Nội dung tiếng Việt</translation>
    </message>
    <message>
        <source>Text in English</source>
        <translation>Nội dung tiếng Anh</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
    <message>
        <source>What the program does</source>
        <translation>Chương trình làm gì</translation>
    </message>
    <message>
        <source>With these settings</source>
        <translation>Với các mức</translation>
    </message>
    <message>
        <source>Tells customers</source>
        <translation>Nói cho khách biết</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>Title in Vietnamese</source>
        <translation>Tên tiếng Việt</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>Tên tiếng Anh</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Liên kết</translation>
    </message>
    <message>
        <source>The policy</source>
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Data collected</source>
        <translation>Dữ liệu thu thập</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Chia sẻ</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>advertising</source>
        <translation>quảng cáo</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>lần sửa {number}</translation>
    </message>
    <message>
        <source>{group}; needed for: {purposes}</source>
        <translation>{group}; cần cho: {purposes}</translation>
    </message>
    <message>
        <source>only with a signed commitment</source>
        <translation>chỉ khi có cam kết đã ký</translation>
    </message>
    <message>
        <source>without a commitment</source>
        <translation>không cần cam kết</translation>
    </message>
    <message>
        <source>The province</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>The carrier's routing zone</source>
        <translation>Mã tuyến của đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>The amount to collect</source>
        <translation>Tiền thu hộ</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>có in</translation>
    </message>
    <message>
        <source>never shown</source>
        <translation>không bao giờ in</translation>
    </message>
</context>
<context>
    <name>DisclosureDialog</name>
    <message>
        <source>Record a disclosure</source>
        <translation>Ghi lần chia sẻ</translation>
    </message>
    <message>
        <source>Check and record</source>
        <translation>Kiểm tra và ghi</translation>
    </message>
    <message>
        <source>Before data leave the shop: the policy is asked first, and what it refuses is written down too.</source>
        <translation>Trước khi dữ liệu rời cửa hàng, chương trình đối chiếu với chính sách; việc bị từ chối cũng được ghi lại.</translation>
    </message>
    <message>
        <source>Choose who receives the data</source>
        <translation>Chọn bên nhận dữ liệu</translation>
    </message>
    <message>
        <source>now</source>
        <translation>bây giờ</translation>
    </message>
    <message>
        <source>Tick only what the authority's document asks for.</source>
        <translation>Chỉ chọn những gì văn bản của cơ quan nhà nước yêu cầu.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Data given</source>
        <translation>Dữ liệu chia sẻ</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Day/month/year hour:minute</source>
        <translation>Ngày/tháng/năm giờ:phút</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>{name} (manager only)</source>
        <translation>{name} (chỉ quản lý)</translation>
    </message>
    <message>
        <source>shows its papers each time</source>
        <translation>xuất trình văn bản mỗi lần</translation>
    </message>
    <message>
        <source>Choose a customer from the list.</source>
        <translation>Hãy chọn một khách hàng trong danh sách.</translation>
    </message>
    <message>
        <source>Choose who receives the data.</source>
        <translation>Hãy chọn bên nhận dữ liệu.</translation>
    </message>
</context>
<context>
    <name>DisclosurePanel</name>
    <message>
        <source>Open the customer</source>
        <translation>Mở khách hàng</translation>
    </message>
    <message>
        <source>Open the partner</source>
        <translation>Mở đối tác</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Không đọc được</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Kind of recipient</source>
        <translation>Loại bên nhận</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Chứng từ</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>Policy in force then</source>
        <translation>Chính sách lúc đó</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Phiên bản {number}</translation>
    </message>
    <message>
        <source>Date of the document</source>
        <translation>Ngày văn bản</translation>
    </message>
    <message>
        <source>Issuing body</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>Legal reference</source>
        <translation>Căn cứ pháp luật</translation>
    </message>
    <message>
        <source>Recorded at</source>
        <translation>Ghi vào sổ lúc</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
</context>
<context>
    <name>DisclosuresPage</name>
    <message>
        <source>Data sharing</source>
        <translation>Chia sẻ dữ liệu</translation>
    </message>
    <message>
        <source>Every hand-out of a customer's data: to whom, what for, on what basis. Nothing leaves unrecorded.</source>
        <translation>Mọi lần đưa dữ liệu khách hàng cho người khác: cho ai, để làm gì, theo căn cứ nào.</translation>
    </message>
    <message>
        <source>Record a disclosure</source>
        <translation>Ghi lần chia sẻ</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Sổ chia sẻ</translation>
    </message>
    <message>
        <source>Blocked attempts</source>
        <translation>Việc bị chặn</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>You see what you recorded yourself.</source>
        <translation>Bạn chỉ thấy những lần do chính bạn ghi.</translation>
    </message>
    <message>
        <source>The report covers what everybody recorded, so only the manager prints it.</source>
        <translation>Báo cáo gồm những gì mọi người đã ghi nên chỉ quản lý được in.</translation>
    </message>
    <message>
        <source>The disclosure is recorded.</source>
        <translation>Đã ghi lần chia sẻ.</translation>
    </message>
</context>
<context>
    <name>DoNotCallDialog</name>
    <message>
        <source>Do-not-call check of {code}</source>
        <translation>Đối chiếu {code} với danh sách không quảng cáo</translation>
    </message>
    <message>
        <source>Whoever stands on the national list comes off this one and is not contacted through it.</source>
        <translation>Ai có trong danh sách quốc gia sẽ ra khỏi danh sách này và không được liên hệ theo danh sách này nữa.</translation>
    </message>
    <message>
        <source>Record the check</source>
        <translation>Ghi lần đối chiếu</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>So sánh</translation>
    </message>
    <message>
        <source>In any form, one per line or separated by commas. Empty when none was found.</source>
        <translation>Viết kiểu nào cũng được, mỗi dòng một số hoặc cách nhau bằng dấu phẩy. Để trống nếu không có số nào.</translation>
    </message>
    <message>
        <source>Numbers found on the national list</source>
        <translation>Số có trong danh sách quốc gia</translation>
    </message>
    <message>
        <source>Take them from a file…</source>
        <translation>Lấy từ tệp…</translation>
    </message>
    <message>
        <source>Stay on the list</source>
        <translation>Còn trong danh sách</translation>
    </message>
    <message>
        <source>No numbers given: everybody stays on it.</source>
        <translation>Chưa nhập số nào: mọi người ở lại danh sách.</translation>
    </message>
    <message>
        <source>Text or CSV (*.txt *.csv)</source>
        <translation>Văn bản hoặc CSV (*.txt *.csv)</translation>
    </message>
    <message>
        <source>Nobody of this list has these numbers: {count}.</source>
        <translation>Số không thuộc ai trong danh sách này: {count}.</translation>
    </message>
    <message>
        <source>Found on the list: {count} of {people}; they come off.</source>
        <translation>Tìm thấy trong danh sách: {count} / {people} khách; những khách này sẽ được bỏ ra.</translation>
    </message>
    <message>
        <source>None of these numbers is on the list: everybody stays on it.</source>
        <translation>Không số nào thuộc danh sách này: mọi người ở lại danh sách.</translation>
    </message>
    <message>
        <source>Checked on</source>
        <translation>Ngày đối chiếu</translation>
    </message>
    <message>
        <source>What proves it: number of the answer, or name of the file kept.</source>
        <translation>Bằng chứng: số công văn trả lời hoặc tên tệp đang giữ.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Số tham chiếu</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>What</source>
        <translation>Việc</translation>
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
        <source>Every feedback, request and incident is settled.</source>
        <translation>Mọi phản hồi, yêu cầu và sự cố đều đã giải quyết.</translation>
    </message>
    <message>
        <source>and {count} more: open all</source>
        <translation>và {count} việc nữa: xem tất cả</translation>
    </message>
    <message>
        <source>until {end}</source>
        <translation>đến {end}</translation>
    </message>
    <message>
        <source>until {target}, by law {limit}</source>
        <translation>nên xong {target}, luật định {limit}</translation>
    </message>
</context>
<context>
    <name>EmailFilesDialog</name>
    <message>
        <source>Write the emails</source>
        <translation>Xuất email</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} và {second}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Chọn thư mục…</translation>
    </message>
    <message>
        <source>Emails to be written: {count}</source>
        <translation>Số email sẽ xuất: {count}</translation>
    </message>
    <message>
        <source>One file (.eml) for each customer, named by the customer's code. A mail program opens it as a draft to be sent.</source>
        <translation>Mỗi khách hàng một tệp (.eml), đặt tên theo mã khách hàng. Chương trình email mở tệp như thư nháp để gửi.</translation>
    </message>
    <message>
        <source>The files hold names and email addresses, and nothing protects them outside the program. Choose a folder only you can open, and delete the files when the emails are sent.</source>
        <translation>Các tệp có tên và địa chỉ email, ra khỏi chương trình thì không còn được bảo vệ. Hãy chọn thư mục chỉ mình bạn mở được, và xóa tệp khi đã gửi xong.</translation>
    </message>
    <message>
        <source>Language of the emails</source>
        <translation>Ngôn ngữ của email</translation>
    </message>
    <message>
        <source>Folder for the emails</source>
        <translation>Thư mục để email</translation>
    </message>
    <message>
        <source>Written: {done} of {total}</source>
        <translation>Đã xuất: {done} trên {total}</translation>
    </message>
    <message>
        <source>What was not written to the end is written once more with “Write again”.</source>
        <translation>Phần chưa xuất xong thì bấm “Xuất lại” để xuất thêm lần nữa.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>Details deleted with the person</source>
        <translation>Chi tiết đã xóa cùng dữ liệu của khách</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Mở khách hàng</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Dòng số</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Ai</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Về</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase {code}</source>
        <translation>Xóa dữ liệu {code}</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Xóa vĩnh viễn</translation>
    </message>
    <message>
        <source>Nobody can bring the data back, not even from a backup. Look at what goes and what stays.</source>
        <translation>Không ai khôi phục lại được, kể cả từ bản sao lưu. Hãy xem kỹ những gì mất đi và những gì ở lại.</translation>
    </message>
    <message>
        <source>Type {code} to confirm</source>
        <translation>Gõ {code} để xác nhận</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Stopped. Nothing was erased.</source>
        <translation>Đã dừng. Chưa xóa gì.</translation>
    </message>
    <message>
        <source>A backup is made and the promises are counted; you can still stop.</source>
        <translation>Đang sao lưu và đếm các lời hứa; vẫn còn dừng được.</translation>
    </message>
    <message>
        <source>Erasing, and rewriting the backups. Please wait.</source>
        <translation>Đang xóa và ghi lại các bản sao lưu. Xin chờ.</translation>
    </message>
</context>
<context>
    <name>ErasePreviewView</name>
    <message>
        <source>These minors lose their guardian and wait until another is linked.</source>
        <translation>Những trẻ này mất người giám hộ và phải chờ đến khi có người khác.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>và {count} mã nữa</translation>
    </message>
    <message>
        <source>Goes for good</source>
        <translation>Mất vĩnh viễn</translation>
    </message>
    <message>
        <source>Stays, without the person</source>
        <translation>Ở lại, không còn là ai</translation>
    </message>
    <message>
        <source>These partners hold data of the customer. Ask them to give it back or delete it.</source>
        <translation>Các đối tác này đang giữ dữ liệu của khách. Hãy yêu cầu họ trả lại hoặc xóa.</translation>
    </message>
    <message>
        <source>{name}: {fields}</source>
        <translation>{name}: {fields}</translation>
    </message>
    <message>
        <source>Letters to partners…</source>
        <translation>Thư cho đối tác…</translation>
    </message>
    <message>
        <source>Backups rewritten without this customer: {count}. Restoring an older one erases again.</source>
        <translation>Số bản sao lưu được ghi lại không còn khách này: {count}. Phục hồi bản cũ hơn thì khách lại được xóa.</translation>
    </message>
</context>
<context>
    <name>ErasedPanel</name>
    <message>
        <source>The data of this customer were erased</source>
        <translation>Dữ liệu của khách này đã được xóa</translation>
    </message>
    <message>
        <source>Erased {time}. What is left: orders {orders}, consents {consents}, feedback {feedback}.</source>
        <translation>Xóa lúc {time}. Còn lại số lượng: đơn hàng {orders}, câu trả lời {consents}, phản hồi {feedback}.</translation>
    </message>
    <message>
        <source>{code} · {why}</source>
        <translation>{code} · {why}</translation>
    </message>
    <message>
        <source>Gone for good</source>
        <translation>Đã mất vĩnh viễn</translation>
    </message>
    <message>
        <source>Left, without the person</source>
        <translation>Còn lại, không còn là ai</translation>
    </message>
    <message>
        <source>Certificate of erasure…</source>
        <translation>Giấy xác nhận xóa…</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu</translation>
    </message>
</context>
<context>
    <name>EvidenceReasonDialog</name>
    <message>
        <source>Open the evidence</source>
        <translation>Mở bằng chứng</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Why do you need it?</source>
        <translation>Vì sao cần xem?</translation>
    </message>
</context>
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Explain a violation</source>
        <translation>Giải thích một vi phạm</translation>
    </message>
    <message>
        <source>Save the explanation</source>
        <translation>Lưu lời giải thích</translation>
    </message>
    <message>
        <source>An explained violation stays on record and is printed with these words. Once it is settled, the promise turns to “at risk”, never back to “kept”.</source>
        <translation>Vi phạm đã giải thích vẫn được lưu và được in cùng những lời này. Khi đã xử lý xong, lời hứa chuyển sang “Có nguy cơ”, không trở lại “Đang giữ”.</translation>
    </message>
    <message>
        <source>What happened, why, and what prevents it next time</source>
        <translation>Việc gì đã xảy ra, vì sao, lần sau phòng tránh thế nào</translation>
    </message>
    <message>
        <source>Name no customer here: the proof is handed to others.</source>
        <translation>Đừng nêu tên khách ở đây: bản chứng minh sẽ được đưa cho người khác.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Lời giải thích</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Choose where…</source>
        <translation>Chọn chỗ lưu…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
</context>
<context>
    <name>ExportListDialog</name>
    <message>
        <source>Export {code}</source>
        <translation>Xuất {code}</translation>
    </message>
    <message>
        <source>Names and numbers leave the ledger in an open file, and that is logged. Delete the file after use.</source>
        <translation>Tên và số của khách ra khỏi sổ trong một tệp không khóa, và việc này được ghi lại. Hãy xóa tệp sau khi dùng.</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>Có trong tệp</translation>
    </message>
    <message>
        <source>Everybody not contacted yet is checked again; only who may still be contacted goes into the file.</source>
        <translation>Từng người chưa liên hệ được xem lại; chỉ người còn được phép liên hệ mới có trong tệp.</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Xuất danh sách</translation>
    </message>
</context>
<context>
    <name>ExportUseDialog</name>
    <message>
        <source>Export {code} for analysis</source>
        <translation>Xuất {code} để phân tích</translation>
    </message>
    <message>
        <source>Only the data of this use leave the ledger, each row under a random number, without names, numbers and codes, and that is logged. Delete the file after use.</source>
        <translation>Chỉ dữ liệu của lần dùng này ra khỏi sổ, mỗi dòng mang một số ngẫu nhiên, không kèm tên, số điện thoại hay mã khách; việc này được ghi lại. Dùng xong hãy xóa tệp.</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>Có trong tệp</translation>
    </message>
    <message>
        <source>Everybody is asked about again; whoever said no meanwhile is left out.</source>
        <translation>Mọi người được kiểm tra lại; ai vừa từ chối thì không có trong tệp.</translation>
    </message>
    <message>
        <source>Export for analysis</source>
        <translation>Xuất để phân tích</translation>
    </message>
</context>
<context>
    <name>ExtendDialog</name>
    <message>
        <source>Extend {code}</source>
        <translation>Gia hạn {code}</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Once only, before the limit, and whoever asked is told why (Decree 356/2025, Art. 5).</source>
        <translation>Chỉ một lần, trước khi hết hạn, và phải báo lý do cho khách (Điều 5 Nghị định 356/2025).</translation>
    </message>
    <message>
        <source>Why it takes longer, as the asker will read it</source>
        <translation>Vì sao lâu hơn, đúng như khách sẽ đọc</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>The limit moves from {old} to {new}.</source>
        <translation>Hạn dời từ {old} sang {new}.</translation>
    </message>
</context>
<context>
    <name>FamilyCard</name>
    <message>
        <source>Family</source>
        <translation>Gia đình</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Người giám hộ</translation>
    </message>
    <message>
        <source>A minor needs a guardian before anything can be sent or agreed.</source>
        <translation>Khách chưa thành niên cần có người giám hộ trước khi giao hàng hay ghi sự đồng ý.</translation>
    </message>
    <message>
        <source>Link a guardian…</source>
        <translation>Thêm người giám hộ…</translation>
    </message>
    <message>
        <source>Guards</source>
        <translation>Giám hộ cho</translation>
    </message>
</context>
<context>
    <name>FeedbackDetail</name>
    <message>
        <source>Reopen…</source>
        <translation>Mở lại…</translation>
    </message>
    <message>
        <source>Answered. If the matter is not settled, reopen it.</source>
        <translation>Đã trả lời. Nếu việc chưa xong, hãy mở lại.</translation>
    </message>
    <message>
        <source>Unknown sender</source>
        <translation>Chưa rõ người gửi</translation>
    </message>
    <message>
        <source>Share of the time used</source>
        <translation>Phần thời gian đã dùng</translation>
    </message>
    <message>
        <source>No feedback chosen</source>
        <translation>Chưa chọn phản hồi</translation>
    </message>
    <message>
        <source>Choose one in the list to read and answer it.</source>
        <translation>Chọn một phản hồi trong danh sách để đọc và trả lời.</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Nội dung phản hồi</translation>
    </message>
    <message>
        <source>The text was erased together with the customer's data.</source>
        <translation>Nội dung đã được xóa cùng dữ liệu của khách.</translation>
    </message>
    <message>
        <source>{channel} · received {time} · answer by {due}</source>
        <translation>{channel} · nhận {time} · trả lời trước {due}</translation>
    </message>
    <message>
        <source>Round {number}</source>
        <translation>Lần {number}</translation>
    </message>
    <message>
        <source>Began {began} · answer by {due}</source>
        <translation>Bắt đầu {began} · trả lời trước {due}</translation>
    </message>
    <message>
        <source>Began {began} · due {due} · answered {time} · {channel} · {name}</source>
        <translation>Bắt đầu {began} · hạn {due} · trả lời {time} · {channel} · {name}</translation>
    </message>
</context>
<context>
    <name>FeedbackDialog</name>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>What the person said, in their words</source>
        <translation>Khách nói gì, ghi đúng lời khách</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>Nhận qua</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Nội dung phản hồi</translation>
    </message>
    <message>
        <source>Customer, if known</source>
        <translation>Khách hàng, nếu biết</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận lúc</translation>
    </message>
    <message>
        <source>Alt+1 to Alt+5: how it came · Ctrl+Enter: save</source>
        <translation>Alt+1 đến Alt+5: nhận qua đâu · Ctrl+Enter: lưu</translation>
    </message>
    <message>
        <source>Choose a customer from the list, or empty this line for a sender who is not known.</source>
        <translation>Hãy chọn khách trong danh sách, hoặc xóa trống dòng này nếu chưa rõ người gửi.</translation>
    </message>
</context>
<context>
    <name>FeedbackFilters</name>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Đã trả lời</translation>
    </message>
    <message>
        <source>Answered late</source>
        <translation>Trả lời trễ</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Any channel</source>
        <translation>Mọi kênh</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Received since</source>
        <translation>Nhận từ khi nào</translation>
    </message>
</context>
<context>
    <name>FeedbackPage</name>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>Each is answered within {hours} hours, nights included.</source>
        <translation>Mọi phản hồi được trả lời trong {hours} giờ, kể cả ban đêm.</translation>
    </message>
    <message>
        <source>Record what customers say as it comes in: its {hours} hours begin at once.</source>
        <translation>Ghi lại lời khách ngay khi nhận; {hours} giờ bắt đầu tính từ lúc đó.</translation>
    </message>
    <message>
        <source>Name, code or words</source>
        <translation>Tên, mã hoặc nội dung</translation>
    </message>
    <message>
        <source>Feedback: {count}</source>
        <translation>Phản hồi: {count}</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Người gửi</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận lúc</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>No feedback waits for an answer</source>
        <translation>Không có phản hồi nào chờ trả lời</translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation>Không có gì quá hạn</translation>
    </message>
    <message>
        <source>No answer was late</source>
        <translation>Chưa có câu trả lời nào trễ</translation>
    </message>
    <message>
        <source>No feedback yet</source>
        <translation>Chưa có phản hồi nào</translation>
    </message>
    <message>
        <source>{code} recorded. Answer by {due}.</source>
        <translation>Đã ghi {code}. Trả lời trước {due}.</translation>
    </message>
    <message>
        <source>{code} is answered.</source>
        <translation>Đã lưu câu trả lời cho {code}.</translation>
    </message>
    <message>
        <source>Reopen {code}?</source>
        <translation>Mở lại {code}?</translation>
    </message>
    <message>
        <source>Its {hours} hours begin anew. The result so far stands for ever: late stays late.</source>
        <translation>{hours} giờ mới bắt đầu từ bây giờ. Kết quả trước vẫn giữ nguyên: trễ vẫn là trễ.</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>{code} is open again. Answer by {due}.</source>
        <translation>{code} đã mở lại. Trả lời trước {due}.</translation>
    </message>
</context>
<context>
    <name>FeedbackStatistics</name>
    <message>
        <source>Period of the figures</source>
        <translation>Khoảng thời gian của số liệu</translation>
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
        <source>Answers</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Đúng hạn</translation>
    </message>
    <message>
        <source>Median, hours</source>
        <translation>Trung vị, giờ</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Answered late</source>
        <translation>Trả lời trễ</translation>
    </message>
</context>
<context>
    <name>FieldsEditor</name>
    <message>
        <source>Data, and what each is needed for</source>
        <translation>Dữ liệu và việc cần đến từng loại</translation>
    </message>
    <message>
        <source>Only data that are collected can be recorded, and only for what they are needed.</source>
        <translation>Chỉ ghi được dữ liệu có thu thập, và chỉ cho việc cần đến dữ liệu đó.</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Có thu thập</translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>Needed for</source>
        <translation>Cần cho</translation>
    </message>
    <message>
        <source>Data that may be collected</source>
        <translation>Dữ liệu được phép thu thập</translation>
    </message>
    <message>
        <source>Anything that is not in this list cannot be recorded.</source>
        <translation>Dữ liệu không có trong danh sách này thì không ghi được.</translation>
    </message>
</context>
<context>
    <name>FileReasonDialog</name>
    <message>
        <source>Open the file</source>
        <translation>Mở tệp</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Why do you need it?</source>
        <translation>Cần xem để làm gì?</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Add a file…</source>
        <translation>Thêm tệp…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>None. A picture of an identity card is never kept.</source>
        <translation>Chưa có. Không bao giờ giữ ảnh giấy tờ tùy thân.</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Find anything</source>
        <translation>Tìm nhanh</translation>
    </message>
    <message>
        <source>Name, phone number, code, or what you want to do</source>
        <translation>Tên, số điện thoại, mã, hoặc việc muốn làm</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>What can be found</source>
        <translation>Có thể tìm gì</translation>
    </message>
    <message>
        <source>A name, with or without accents: “nguyen duc”</source>
        <translation>Tên, có dấu hay không dấu: “nguyen duc”</translation>
    </message>
    <message>
        <source>Any three or more digits of a phone number: “647 979”</source>
        <translation>Một đoạn số điện thoại, từ ba chữ số: “647 979”</translation>
    </message>
    <message>
        <source>A code: KH-00001, DH-0001, PH-0001, YC-0001, or the code of a parcel</source>
        <translation>Một mã: KH-00001, DH-0001, PH-0001, YC-0001, hoặc mã kiện hàng</translation>
    </message>
    <message>
        <source>An act: “print labels”, “lock”</source>
        <translation>Việc muốn làm: “in nhãn”, “khóa”</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Look at the spelling, or try a code.</source>
        <translation>Hãy xem lại chính tả, hoặc thử bằng mã.</translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation>Không tìm được</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter opens, Esc closes</source>
        <translation>Phím lên xuống để chọn, Enter để mở, Esc để đóng</translation>
    </message>
    <message>
        <source>What you can do</source>
        <translation>Việc có thể làm</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Kiện hàng</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Đơn hàng</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Contact lists</source>
        <translation>Danh sách liên hệ</translation>
    </message>
    <message>
        <source>Uses of data</source>
        <translation>Dùng dữ liệu</translation>
    </message>
    <message>
        <source>Breaches</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Sự cố</translation>
    </message>
</context>
<context>
    <name>FirstHour</name>
    <message>
        <source>Stop it</source>
        <translation>Ngăn lại ngay</translation>
    </message>
    <message>
        <source>Call the paper, parcel or message back; lock the computer; change passphrases.</source>
        <translation>Thu hồi giấy tờ, kiện hàng, tin nhắn; khóa máy; đổi mật khẩu.</translation>
    </message>
    <message>
        <source>Write it down here at once</source>
        <translation>Ghi vào sổ ngay</translation>
    </message>
    <message>
        <source>One sentence is enough. The clocks run from the discovery, so nothing is gained by waiting.</source>
        <translation>Một câu là đủ. Thời hạn tính từ lúc phát hiện, nên chờ thêm không được gì.</translation>
    </message>
    <message>
        <source>Keep the traces</source>
        <translation>Giữ nguyên dấu vết</translation>
    </message>
    <message>
        <source>Throw nothing away and reset no computer: it shows what happened and who is affected.</source>
        <translation>Không vứt bỏ gì, không cài lại máy: đó là cách biết chuyện gì đã xảy ra và ai bị ảnh hưởng.</translation>
    </message>
    <message>
        <source>Find out who is affected</source>
        <translation>Tìm khách bị ảnh hưởng</translation>
    </message>
    <message>
        <source>The ledger knows who was on a manifest, on a list, in a backup, or shared with a partner.</source>
        <translation>Sổ biết ai có trong biên bản bàn giao, danh sách liên hệ, bản sao lưu, hoặc đã chia sẻ cho đối tác.</translation>
    </message>
    <message>
        <source>Tell the manager</source>
        <translation>Báo quản lý</translation>
    </message>
    <message>
        <source>The law gives hours, not days, to report it. Customers have to be told too.</source>
        <translation>Luật tính hạn báo cáo bằng giờ, không phải bằng ngày. Khách hàng cũng phải được báo.</translation>
    </message>
    <message>
        <source>No incident so far</source>
        <translation>Chưa có sự cố nào</translation>
    </message>
    <message>
        <source>If something just happened: the first hour, one thing after the other.</source>
        <translation>Nếu vừa có chuyện: làm lần lượt trong giờ đầu tiên.</translation>
    </message>
    <message>
        <source>Record an incident…</source>
        <translation>Ghi sự cố…</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Make a new ledger</source>
        <translation>Tạo sổ mới</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>Cửa hàng</translation>
    </message>
    <message>
        <source>Your policy</source>
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>Where the ledger lies</source>
        <translation>Nơi để sổ</translation>
    </message>
    <message>
        <source>The first manager</source>
        <translation>Quản lý đầu tiên</translation>
    </message>
    <message>
        <source>The recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
    <message>
        <source>Retype the code</source>
        <translation>Nhập lại mã</translation>
    </message>
    <message>
        <source>Open an existing ledger instead</source>
        <translation>Mở sổ đã có</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>Khôi phục từ bản sao lưu…</translation>
    </message>
    <message>
        <source>Retype later…</source>
        <translation>Gõ lại sau…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Make the ledger</source>
        <translation>Tạo sổ</translation>
    </message>
    <message>
        <source>I have the code on paper</source>
        <translation>Tôi đã có mã trên giấy</translation>
    </message>
    <message>
        <source>Check and finish</source>
        <translation>Kiểm tra và hoàn tất</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Stop setting up?</source>
        <translation>Dừng tạo sổ?</translation>
    </message>
    <message>
        <source>What you typed here is forgotten. No ledger was made.</source>
        <translation>Những gì đã nhập ở đây sẽ mất. Chưa có sổ nào được tạo.</translation>
    </message>
    <message>
        <source>Stop setting up</source>
        <translation>Dừng tạo sổ</translation>
    </message>
    <message>
        <source>This code does not open the ledger. Compare it with the sheet.</source>
        <translation>Mã này không mở được sổ. Hãy so lại với phiếu.</translation>
    </message>
    <message>
        <source>Go on without retyping the code?</source>
        <translation>Làm tiếp mà chưa nhập lại mã?</translation>
    </message>
    <message>
        <source>The code is not shown again. Until it is retyped from the paper, or a second manager is there, no customer can be recorded.</source>
        <translation>Mã không hiện lại nữa. Chưa nhập lại mã từ giấy và chưa có quản lý thứ hai thì chưa ghi được khách nào.</translation>
    </message>
    <message>
        <source>Retype later</source>
        <translation>Gõ lại sau</translation>
    </message>
</context>
<context>
    <name>FirstStepsCard</name>
    <message>
        <source>The ledger is ready. Begin here</source>
        <translation>Sổ đã sẵn sàng. Bắt đầu từ đây</translation>
    </message>
    <message>
        <source>This page fills by itself: what is due, what waits for the courier, what expires.</source>
        <translation>Trang này tự đầy lên: việc đến hạn, kiện chờ bưu tá, cam kết sắp hết hạn.</translation>
    </message>
    <message>
        <source>Record the first customer</source>
        <translation>Ghi khách hàng đầu tiên</translation>
    </message>
    <message>
        <source>Name, phone or email, and what they agreed to. An old list can be imported there too.</source>
        <translation>Tên, số điện thoại hoặc email, và những gì khách đồng ý. Danh sách cũ cũng nhập vào được ở đó.</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Khách hàng mới</translation>
    </message>
    <message>
        <source>Register a carrier</source>
        <translation>Thêm đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>With its signed commitment, so that labels can be printed and parcels handed over.</source>
        <translation>Kèm cam kết đã ký, để in được nhãn và bàn giao kiện.</translation>
    </message>
    <message>
        <source>New partner</source>
        <translation>Đối tác mới</translation>
    </message>
    <message>
        <source>Record the first feedback</source>
        <translation>Ghi phản hồi đầu tiên</translation>
    </message>
    <message>
        <source>Its clock begins at once; the name of the sender is not needed.</source>
        <translation>Đồng hồ tính ngay; không cần biết tên người gửi.</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>Read what the shop promises</source>
        <translation>Đọc những gì cửa hàng hứa</translation>
    </message>
    <message>
        <source>The policy in force, clause by clause: the program keeps to it and shows what it keeps.</source>
        <translation>Chính sách đang áp dụng, từng điều: phần mềm làm theo và cho thấy điều nào đang giữ.</translation>
    </message>
    <message>
        <source>Open the policy</source>
        <translation>Mở chính sách</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>No ledger chosen yet</source>
        <translation>Chưa chọn sổ</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Sổ</translation>
    </message>
</context>
<context>
    <name>FolderStep</name>
    <message>
        <source>Where the ledger lies</source>
        <translation>Nơi để sổ</translation>
    </message>
    <message>
        <source>One folder on this computer holds everything, encrypted: the ledger, its keys and its backups.</source>
        <translation>Một thư mục trên máy này giữ mọi thứ, đã mã hóa: sổ, khóa và các bản sao lưu.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Open the ledger that lies here</source>
        <translation>Mở sổ đang có ở đây</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Choose a folder, or type its whole path.</source>
        <translation>Hãy chọn thư mục hoặc nhập đường dẫn đầy đủ.</translation>
    </message>
    <message>
        <source>A folder for the ledger</source>
        <translation>Thư mục để sổ</translation>
    </message>
    <message>
        <source>Free room: {size} GB</source>
        <translation>Chỗ trống: {size} GB</translation>
    </message>
    <message>
        <source>On a network drive</source>
        <translation>Nằm trên ổ mạng</translation>
    </message>
    <message>
        <source>On a drive of this computer</source>
        <translation>Nằm trên ổ đĩa của máy này</translation>
    </message>
    <message>
        <source>Copied to the internet by {service}</source>
        <translation>Được {service} chép lên mạng</translation>
    </message>
    <message>
        <source>Not copied to the internet by any service known</source>
        <translation>Không bị dịch vụ quen thuộc nào chép lên mạng</translation>
    </message>
    <message>
        <source>Files lie in it already</source>
        <translation>Đã có tệp bên trong</translation>
    </message>
    <message>
        <source>New or empty</source>
        <translation>Mới hoặc còn trống</translation>
    </message>
    <message>
        <source>A ledger on a network drive breaks easily. Choose a folder on a drive of this computer.</source>
        <translation>Sổ để trên ổ mạng dễ hỏng. Hãy chọn thư mục trên ổ đĩa của máy này.</translation>
    </message>
    <message>
        <source>A ledger lies in this folder already. Open it, or choose another folder.</source>
        <translation>Thư mục này đã có một sổ. Hãy mở sổ đó hoặc chọn thư mục khác.</translation>
    </message>
    <message>
        <source>This folder lies inside the folder of another ledger. Choose a folder of its own.</source>
        <translation>Thư mục này nằm trong thư mục của một sổ khác. Hãy chọn thư mục riêng.</translation>
    </message>
    <message>
        <source>There are files in this folder. Choose a new or empty one.</source>
        <translation>Thư mục này đã có tệp. Hãy chọn thư mục mới hoặc còn trống.</translation>
    </message>
    <message>
        <source>Nothing can be written here. Choose another folder.</source>
        <translation>Không ghi được vào đây. Hãy chọn thư mục khác.</translation>
    </message>
    <message>
        <source>{service} copies this folder while the ledger is being written: a copy may break it, and deleted data stay on its servers. Better choose another folder.</source>
        <translation>{service} chép thư mục này ngay khi sổ đang ghi: bản chép có thể làm hỏng sổ, và dữ liệu đã xóa vẫn còn trên máy chủ của họ. Nên chọn thư mục khác.</translation>
    </message>
    <message>
        <source>There is little room left on this drive. The ledger and its backups grow with the shop.</source>
        <translation>Ổ đĩa này còn ít chỗ trống. Sổ và các bản sao lưu lớn dần theo cửa hàng.</translation>
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
    <name>GuardianDialog</name>
    <message>
        <source>Link a guardian</source>
        <translation>Thêm người giám hộ</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>The guardian is a customer too, grown up, with a record of their own.</source>
        <translation>Người giám hộ cũng là một khách hàng, đã thành niên và có hồ sơ riêng.</translation>
    </message>
    <message>
        <source>Type a name, phone or code</source>
        <translation>Gõ tên, điện thoại hoặc mã</translation>
    </message>
    <message>
        <source>mother</source>
        <translation>mẹ</translation>
    </message>
    <message>
        <source>father</source>
        <translation>bố</translation>
    </message>
    <message>
        <source>grandparent</source>
        <translation>ông bà</translation>
    </message>
    <message>
        <source>guardian</source>
        <translation>người giám hộ</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Người giám hộ</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>Khách hàng mới…</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Quan hệ</translation>
    </message>
</context>
<context>
    <name>HalfWrittenBand</name>
    <message>
        <source>Go on with it</source>
        <translation>Viết tiếp</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Bỏ đi</translation>
    </message>
    <message>
        <source>Half-written when the screen was locked ({time}): {form}</source>
        <translation>Đang viết dở khi khóa màn hình ({time}): {form}</translation>
    </message>
    <message>
        <source>After it: {count} more</source>
        <translation>Còn mẫu viết dở khác: {count}</translation>
    </message>
    <message>
        <source>Throw the half-written form away?</source>
        <translation>Bỏ mẫu đang viết dở?</translation>
    </message>
    <message>
        <source>What was typed there cannot be brought back.</source>
        <translation>Những gì đã gõ ở đó không lấy lại được.</translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Hand over to the courier</source>
        <translation>Bàn giao cho bưu tá</translation>
    </message>
    <message>
        <source>Scan or type a parcel code</source>
        <translation>Quét hoặc gõ mã kiện</translation>
    </message>
    <message>
        <source>Hand over only what was scanned</source>
        <translation>Chỉ bàn giao kiện đã quét</translation>
    </message>
    <message>
        <source>Parcels of this hand-over</source>
        <translation>Kiện của lần bàn giao này</translation>
    </message>
    <message>
        <source>No printed parcel waits</source>
        <translation>Không có kiện đã in nào đang chờ</translation>
    </message>
    <message>
        <source>Print labels first, then hand over.</source>
        <translation>Hãy in nhãn trước rồi bàn giao.</translation>
    </message>
    <message>
        <source>Erased customer</source>
        <translation>Khách đã xóa dữ liệu</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>Mã kiện</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>To collect</source>
        <translation>Thu hộ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>stays here</source>
        <translation>giữ lại</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>đã quét</translation>
    </message>
    <message>
        <source>goes along</source>
        <translation>sẽ bàn giao</translation>
    </message>
    <message>
        <source>not scanned</source>
        <translation>chưa quét</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Courier's name (on the manifest)</source>
        <translation>Tên bưu tá (ghi trên biên bản)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Printed: {count} · {carrier}</source>
        <translation>{count} kiện đã in · {carrier}</translation>
    </message>
    <message>
        <source>{count} of {total} scanned</source>
        <translation>đã quét {count}/{total}</translation>
    </message>
    <message>
        <source>Hand over parcels: {count}</source>
        <translation>Bàn giao {count} kiện</translation>
    </message>
    <message>
        <source>This parcel is not in the list of this carrier.</source>
        <translation>Kiện này không có trong danh sách của đơn vị này.</translation>
    </message>
    <message>
        <source>{code} stays here.</source>
        <translation>{code} phải giữ lại.</translation>
    </message>
    <message>
        <source>{code} is ticked off.</source>
        <translation>Đã đánh dấu {code}.</translation>
    </message>
</context>
<context>
    <name>HeadEditor</name>
    <message>
        <source>Title in Vietnamese</source>
        <translation>Tên tiếng Việt</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>Tên tiếng Anh</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Liên kết</translation>
    </message>
    <message>
        <source>Where customers read the policy, if it stands on the web</source>
        <translation>Nơi khách đọc chính sách, nếu có trên mạng</translation>
    </message>
    <message>
        <source>The province</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>The carrier's routing zone</source>
        <translation>Mã tuyến của đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>The amount to collect</source>
        <translation>Tiền thu hộ</translation>
    </message>
    <message>
        <source>The policy</source>
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>On the shipping label</source>
        <translation>Trên nhãn giao hàng</translation>
    </message>
    <message>
        <source>Beside the masked name and the parcel code a label may show:</source>
        <translation>Ngoài tên đã che và mã kiện, nhãn được in thêm:</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>What was done</source>
        <translation>Việc đã làm</translation>
    </message>
</context>
<context>
    <name>HoldersCard</name>
    <message>
        <source>Who holds this customer's data?</source>
        <translation>Ai đang giữ dữ liệu của khách?</translation>
    </message>
    <message>
        <source>Nobody outside the shop was given anything.</source>
        <translation>Chưa ai ngoài cửa hàng nhận dữ liệu.</translation>
    </message>
    <message>
        <source>{fields}, for: {purposes}</source>
        <translation>{fields}, để: {purposes}</translation>
    </message>
    <message>
        <source>last given {date}</source>
        <translation>lần cuối {date}</translation>
    </message>
    <message>
        <source>document {number}</source>
        <translation>văn bản {number}</translation>
    </message>
</context>
<context>
    <name>IdentityDialog</name>
    <message>
        <source>Check identity: {code}</source>
        <translation>Xác minh người yêu cầu: {code}</translation>
    </message>
    <message>
        <source>It is the customer</source>
        <translation>Đúng là khách</translation>
    </message>
    <message>
        <source>Is whoever asks really {who}? Before that no data are given out, changed or erased.</source>
        <translation>Người yêu cầu có đúng là {who} không? Chưa xác minh thì không đưa, sửa hay xóa dữ liệu nào.</translation>
    </message>
    <message>
        <source>Never keep a picture, a copy or the number of an identity card: seeing it is enough.</source>
        <translation>Không bao giờ giữ ảnh, bản chụp hay số của giấy tờ tùy thân: xem là đủ.</translation>
    </message>
    <message>
        <source>How was it proven?</source>
        <translation>Xác minh bằng cách nào?</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc nào</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Choose how it was proven.</source>
        <translation>Hãy chọn cách xác minh.</translation>
    </message>
</context>
<context>
    <name>IncidentActs</name>
    <message>
        <source>{code} is recorded. Its clocks run.</source>
        <translation>Đã ghi {code}. Thời hạn bắt đầu tính.</translation>
    </message>
    <message>
        <source>{code} is recorded. The manager closes it under Promises.</source>
        <translation>Đã ghi {code}. Quản lý kết thúc ở trang Lời hứa.</translation>
    </message>
    <message>
        <source>Put on the list: {count}</source>
        <translation>Đã đưa vào danh sách: {count}</translation>
    </message>
    <message>
        <source>Take {count} off the list?</source>
        <translation>Bỏ {count} khách khỏi danh sách?</translation>
    </message>
    <message>
        <source>For customers who stand there by mistake. It stays on the trail that they were on the list.</source>
        <translation>Chỉ dành cho khách bị ghi nhầm. Nhật ký vẫn lưu là họ từng có trong danh sách.</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Bỏ khỏi danh sách</translation>
    </message>
    <message>
        <source>Taken off the list: {count}</source>
        <translation>Đã bỏ khỏi danh sách: {count}</translation>
    </message>
    <message>
        <source>The report is recorded.</source>
        <translation>Đã ghi việc báo cáo.</translation>
    </message>
    <message>
        <source>Emails written: {count}. Send them, then record it here.</source>
        <translation>Đã viết {count} email. Hãy gửi rồi ghi lại ở đây.</translation>
    </message>
    <message>
        <source>To be written once more: {count}</source>
        <translation>Sẽ viết lại: {count}</translation>
    </message>
    <message>
        <source>Close {code}?</source>
        <translation>Kết thúc {code}?</translation>
    </message>
    <message>
        <source>Nothing in the file can be changed any more. It is kept for years, as the law asks.</source>
        <translation>Hồ sơ sẽ không sửa được nữa và được giữ nhiều năm theo luật.</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>Kết thúc sự cố</translation>
    </message>
    <message>
        <source>{code} is closed.</source>
        <translation>Đã kết thúc {code}.</translation>
    </message>
</context>
<context>
    <name>IncidentClock</name>
    <message>
        <source>Share of the time used</source>
        <translation>Phần thời gian đã dùng</translation>
    </message>
    <message>
        <source>By {time}</source>
        <translation>Hạn {time}</translation>
    </message>
    <message>
        <source>{time} too late</source>
        <translation>Quá hạn {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>Còn {time}</translation>
    </message>
</context>
<context>
    <name>IncidentDetail</name>
    <message>
        <source>No incident chosen</source>
        <translation>Chưa chọn sự cố</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Chọn một sự cố trong danh sách.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Sửa…</translation>
    </message>
    <message>
        <source>Print the file…</source>
        <translation>In hồ sơ…</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Đã làm đến đâu</translation>
    </message>
    <message>
        <source>Parts of the incident</source>
        <translation>Các phần của sự cố</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Discovered {found}, recorded {recorded} by {who}</source>
        <translation>Phát hiện {found}, {who} ghi lúc {recorded}</translation>
    </message>
    <message>
        <source>Customers ({count})</source>
        <translation>Khách hàng ({count})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Chưa rõ</translation>
    </message>
    <message>
        <source>Recorded: {count}. Refused: {refused}; the reasons are in the register of attempts.</source>
        <translation>Đã ghi: {count}. Bị chặn: {refused}; lý do có trong sổ các lần bị chặn.</translation>
    </message>
    <message>
        <source>Recorded: {count}</source>
        <translation>Đã ghi: {count}</translation>
    </message>
</context>
<context>
    <name>IncidentDialog</name>
    <message>
        <source>Record an incident</source>
        <translation>Ghi sự cố</translation>
    </message>
    <message>
        <source>Change {code}</source>
        <translation>Sửa {code}</translation>
    </message>
    <message>
        <source>Record and start the clocks</source>
        <translation>Ghi và tính thời hạn</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Write no customer's name, number or address here: this file is kept for years, even when customers are erased. Who is affected goes on its own list afterwards.</source>
        <translation>Không ghi tên, số điện thoại hay địa chỉ của khách ở đây: hồ sơ này được giữ nhiều năm, kể cả khi khách đã xóa dữ liệu. Khách bị ảnh hưởng ghi vào danh sách riêng, ở bước sau.</translation>
    </message>
    <message>
        <source>An information system was attacked: a second, shorter clock runs</source>
        <translation>Hệ thống thông tin bị tấn công: có thêm một thời hạn ngắn hơn</translation>
    </message>
    <message>
        <source>What was lost, stolen or seen, and how it was noticed</source>
        <translation>Cái gì bị mất, bị lấy cắp hay bị xem, và phát hiện bằng cách nào</translation>
    </message>
    <message>
        <source>When it was discovered</source>
        <translation>Cùng lúc phát hiện</translation>
    </message>
    <message>
        <source>Shop, vehicle, computer, partner…</source>
        <translation>Cửa hàng, trên xe, máy tính, đối tác…</translation>
    </message>
    <message>
        <source>By their part in it: a courier, a member of staff, unknown</source>
        <translation>Theo vai trò: người giao hàng, nhân viên, chưa rõ</translation>
    </message>
    <message>
        <source>Where not everybody can be listed</source>
        <translation>Khi không ghi hết được từng người</translation>
    </message>
    <message>
        <source>Somebody of the shop, with a number</source>
        <translation>Người của cửa hàng, kèm số điện thoại</translation>
    </message>
    <message>
        <source>Kinds of data</source>
        <translation>Loại dữ liệu</translation>
    </message>
    <message>
        <source>How many people, estimated</source>
        <translation>Ước tính số người</translation>
    </message>
    <message>
        <source>Customers read the consequences and measures in their letters.</source>
        <translation>Khách đọc hậu quả và biện pháp trong thư báo.</translation>
    </message>
    <message>
        <source>Customers affected must be told</source>
        <translation>Phải báo cho khách bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Only the manager changes this.</source>
        <translation>Chỉ quản lý sửa được mục này.</translation>
    </message>
</context>
<context>
    <name>IncidentPaperDialog</name>
    <message>
        <source>Language of the paper</source>
        <translation>Ngôn ngữ của giấy này</translation>
    </message>
</context>
<context>
    <name>IncidentPeople</name>
    <message>
        <source>Any state</source>
        <translation>Mọi tình trạng</translation>
    </message>
    <message>
        <source>Whether they were told</source>
        <translation>Đã được báo hay chưa</translation>
    </message>
    <message>
        <source>Customers affected</source>
        <translation>Khách bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Find customers…</source>
        <translation>Tìm khách…</translation>
    </message>
    <message>
        <source>Nobody is on the list yet</source>
        <translation>Danh sách còn trống</translation>
    </message>
    <message>
        <source>Find out who is affected: from a manifest, what a partner got, a contact list or a backup.</source>
        <translation>Tìm khách bị ảnh hưởng từ biên bản bàn giao, dữ liệu đã chia sẻ, danh sách liên hệ hoặc bản sao lưu.</translation>
    </message>
    <message>
        <source>Name, phone, email or code</source>
        <translation>Tên, điện thoại, email hoặc mã</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>Khách hàng: {count}</translation>
    </message>
    <message>
        <source>Record for the chosen…</source>
        <translation>Ghi cho khách đã chọn…</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>Bỏ khỏi danh sách…</translation>
    </message>
    <message>
        <source>Choose customers in the list first.</source>
        <translation>Hãy chọn khách trong danh sách trước.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>{channel}, written</source>
        <translation>{channel}, đã viết</translation>
    </message>
</context>
<context>
    <name>IncidentSteps</name>
    <message>
        <source>Write again</source>
        <translation>Viết lại</translation>
    </message>
    <message>
        <source>Stop the harm, complete the file</source>
        <translation>Ngăn hậu quả, ghi đủ hồ sơ</translation>
    </message>
    <message>
        <source>Complete the file…</source>
        <translation>Ghi thêm hồ sơ…</translation>
    </message>
    <message>
        <source>It also broke a promise…</source>
        <translation>Vi phạm lời hứa…</translation>
    </message>
    <message>
        <source>Find who is affected</source>
        <translation>Tìm khách bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Find customers…</source>
        <translation>Tìm khách…</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Xem danh sách</translation>
    </message>
    <message>
        <source>It was reported…</source>
        <translation>Đã báo cáo…</translation>
    </message>
    <message>
        <source>No report is due…</source>
        <translation>Không phải báo cáo…</translation>
    </message>
    <message>
        <source>Tell customers by email</source>
        <translation>Báo khách qua email</translation>
    </message>
    <message>
        <source>Write the emails…</source>
        <translation>Viết email…</translation>
    </message>
    <message>
        <source>They were sent…</source>
        <translation>Đã gửi…</translation>
    </message>
    <message>
        <source>Tell customers by letter</source>
        <translation>Báo khách bằng thư</translation>
    </message>
    <message>
        <source>Print the letters…</source>
        <translation>In thư…</translation>
    </message>
    <message>
        <source>They were posted…</source>
        <translation>Đã gửi bưu điện…</translation>
    </message>
    <message>
        <source>Tell the others by telephone</source>
        <translation>Gọi điện cho những khách còn lại</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>Kết thúc sự cố</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Kết thúc…</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>Còn thiếu: {names}</translation>
    </message>
    <message>
        <source>The file is complete.</source>
        <translation>Hồ sơ đã đủ.</translation>
    </message>
    <message>
        <source>Customers on the list: {count}</source>
        <translation>Khách trong danh sách: {count}</translation>
    </message>
    <message>
        <source>estimated in all: {count}</source>
        <translation>ước tính tất cả: {count}</translation>
    </message>
    <message>
        <source>{list}; {estimate}</source>
        <translation>{list}; {estimate}</translation>
    </message>
    <message>
        <source>From a manifest, what a partner got, a contact list, a lost backup, or one by one.</source>
        <translation>Theo biên bản bàn giao, dữ liệu đã chia sẻ, danh sách liên hệ, bản sao lưu bị mất, hoặc từng người.</translation>
    </message>
    <message>
        <source>Waiting: {count}. Written: {written}</source>
        <translation>Chờ báo: {count}. Đã viết: {written}</translation>
    </message>
    <message>
        <source>All are written. Record when they went out.</source>
        <translation>Đã viết hết. Hãy ghi lại khi đã gửi.</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Chưa viết gì.</translation>
    </message>
    <message>
        <source>Waiting: {count}. Call them, choose them on the list of customers and record it.</source>
        <translation>Chờ báo: {count}. Gọi cho họ, rồi chọn họ trong danh sách khách và ghi lại.</translation>
    </message>
    <message>
        <source>Closed. The file is kept until {day}.</source>
        <translation>Đã kết thúc. Hồ sơ được giữ đến hết {day}.</translation>
    </message>
    <message>
        <source>Everything is done. The file is kept for years after it is closed.</source>
        <translation>Mọi việc đã xong. Hồ sơ được giữ nhiều năm sau khi kết thúc.</translation>
    </message>
    <message>
        <source>complete the file</source>
        <translation>ghi đủ hồ sơ</translation>
    </message>
    <message>
        <source>report, or record why not</source>
        <translation>báo cáo, hoặc ghi vì sao không phải báo cáo</translation>
    </message>
    <message>
        <source>tell customers: {count}</source>
        <translation>báo cho {count} khách</translation>
    </message>
    <message>
        <source>Before that: {what}</source>
        <translation>Trước đó cần: {what}</translation>
    </message>
</context>
<context>
    <name>IncidentsPage</name>
    <message>
        <source>Incidents</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Data lost, stolen or seen by somebody else, with the clocks of the law.</source>
        <translation>Dữ liệu bị mất, bị lấy cắp hoặc bị người khác xem, kèm thời hạn theo luật.</translation>
    </message>
    <message>
        <source>Record an incident</source>
        <translation>Ghi sự cố</translation>
    </message>
    <message>
        <source>No such incident</source>
        <translation>Không có sự cố nào như vậy</translation>
    </message>
    <message>
        <source>Choose another state above.</source>
        <translation>Hãy chọn tình trạng khác ở trên.</translation>
    </message>
    <message>
        <source>Words or code</source>
        <translation>Nội dung hoặc mã</translation>
    </message>
    <message>
        <source>Incidents: {count}</source>
        <translation>Sự cố: {count}</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Report by</source>
        <translation>Hạn báo cáo</translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation>Phát hiện</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>Untold: {count}</source>
        <translation>Chưa báo: {count}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
</context>
<context>
    <name>LabelAgreementDialog</name>
    <message>
        <source>Masked labels of {name}</source>
        <translation>Nhãn che của {name}</translation>
    </message>
    <message>
        <source>Record the agreement</source>
        <translation>Ghi thỏa thuận</translation>
    </message>
    <message>
        <source>The Postal Law asks for the receiver's name and address on a parcel unless the carrier agrees to something else. Record the day on which this carrier agreed to labels that show neither.</source>
        <translation>Luật Bưu chính yêu cầu ghi họ tên và địa chỉ người nhận trên bưu gửi, trừ khi đơn vị vận chuyển thỏa thuận khác. Hãy ghi ngày đơn vị này đồng ý nhận nhãn đã che tên và địa chỉ.</translation>
    </message>
    <message>
        <source>Masked labels</source>
        <translation>Nhãn che</translation>
    </message>
    <message>
        <source>Recorded so far: {date}</source>
        <translation>Đang ghi: {date}</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>Ngày đồng ý</translation>
    </message>
    <message>
        <source>Take the agreement back…</source>
        <translation>Hủy thỏa thuận…</translation>
    </message>
    <message>
        <source>Take the label agreement of “{name}” back?</source>
        <translation>Hủy thỏa thuận về nhãn với “{name}”?</translation>
    </message>
    <message>
        <source>No label can be printed for this carrier until it agrees again.</source>
        <translation>Không in được nhãn cho đơn vị này đến khi họ đồng ý lại.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Hủy thỏa thuận</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>Print labels</source>
        <translation>In nhãn</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Checking parcels: {count}</source>
        <translation>Đang kiểm tra {count} kiện</translation>
    </message>
    <message>
        <source>Each label is drawn, read back, and searched for customer data.</source>
        <translation>Mỗi nhãn được vẽ, đọc lại và dò xem có dữ liệu của khách không.</translation>
    </message>
    <message>
        <source>Labels ready to print: {count}</source>
        <translation>{count} nhãn sẵn sàng in</translation>
    </message>
    <message>
        <source>Read back, they show no customer data.</source>
        <translation>Đã đọc lại: không nhãn nào lộ dữ liệu của khách.</translation>
    </message>
    <message>
        <source>Read back, they show no customer data. Printed before: {count}; each reprint is counted.</source>
        <translation>Đã đọc lại: không nhãn nào lộ dữ liệu của khách. Có {count} nhãn từng in; mỗi lần in lại đều được đếm.</translation>
    </message>
    <message>
        <source>Print labels: {count}…</source>
        <translation>In {count} nhãn…</translation>
    </message>
    <message>
        <source>ready: {count}</source>
        <translation>sẵn sàng: {count}</translation>
    </message>
    <message>
        <source>blocked: {count}</source>
        <translation>bị chặn: {count}</translation>
    </message>
    <message>
        <source>do not fit: {count}</source>
        <translation>không vừa: {count}</translation>
    </message>
    <message>
        <source>Something does not fit legibly on these labels; choose a larger paper: {codes}</source>
        <translation>Các nhãn này có phần không vừa khổ giấy; hãy chọn khổ lớn hơn: {codes}</translation>
    </message>
    <message>
        <source>Nothing was printed</source>
        <translation>Chưa in nhãn nào</translation>
    </message>
    <message>
        <source>No label of these parcels may be printed now. This is recorded.</source>
        <translation>Hiện không nhãn nào của các kiện này được phép in. Việc này đã được ghi vào sổ.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Read back, a label still shows something of its customer, so none of them was printed. This is recorded; tell the manager. Parcels: {codes}</source>
        <translation>Đọc lại, có nhãn vẫn để lộ thông tin của khách nên không nhãn nào được in. Việc này đã được ghi vào sổ; hãy báo quản lý. Kiện: {codes}</translation>
    </message>
    <message>
        <source>Labels: {count}</source>
        <translation>{count} nhãn</translation>
    </message>
    <message>
        <source>labels.pdf</source>
        <translation>nhan.pdf</translation>
    </message>
</context>
<context>
    <name>LabelPreview</name>
    <message>
        <source>Print this label</source>
        <translation>In nhãn này</translation>
    </message>
    <message>
        <source>Choose a carrier…</source>
        <translation>Chọn đơn vị vận chuyển…</translation>
    </message>
    <message>
        <source>No parcel selected</source>
        <translation>Chưa chọn kiện nào</translation>
    </message>
    <message>
        <source>Its label is shown here.</source>
        <translation>Nhãn của kiện sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>This parcel has left the shop</source>
        <translation>Kiện này không còn ở cửa hàng</translation>
    </message>
    <message>
        <source>This parcel was cancelled</source>
        <translation>Kiện này đã hủy</translation>
    </message>
    <message>
        <source>Its label is not printed again.</source>
        <translation>Nhãn của kiện không in lại nữa.</translation>
    </message>
    <message>
        <source>{code} · parcel {number} of {total} · {weight}</source>
        <translation>{code} · kiện {number}/{total} · {weight}</translation>
    </message>
    <message>
        <source>{facts} · to collect {amount}</source>
        <translation>{facts} · thu hộ {amount}</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>Chưa in lần nào</translation>
    </message>
    <message>
        <source>Printed once, {time}</source>
        <translation>Đã in một lần, {time}</translation>
    </message>
    <message>
        <source>Printed {count} times, last {time}</source>
        <translation>Đã in {count} lần, lần cuối {time}</translation>
    </message>
    <message>
        <source>shows no customer data</source>
        <translation>không lộ dữ liệu khách</translation>
    </message>
    <message>
        <source>would reveal customer data</source>
        <translation>sẽ lộ dữ liệu khách</translation>
    </message>
    <message>
        <source>This label is not printed</source>
        <translation>Nhãn này không được in</translation>
    </message>
    <message>
        <source>Read back, it still shows something of the customer. Tell the manager.</source>
        <translation>Đọc lại, nhãn vẫn để lộ thông tin của khách. Hãy báo quản lý.</translation>
    </message>
    <message>
        <source>too narrow</source>
        <translation>nhãn quá hẹp</translation>
    </message>
    <message>
        <source>Something on it does not fit legibly</source>
        <translation>Có phần không vừa nhãn nên khó đọc</translation>
    </message>
    <message>
        <source>Choose a larger label for this parcel.</source>
        <translation>Hãy chọn khổ nhãn lớn hơn cho kiện này.</translation>
    </message>
    <message>
        <source>This label may not be printed</source>
        <translation>Chưa được in nhãn này</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>bị chặn</translation>
    </message>
</context>
<context>
    <name>LabelRulesPanel</name>
    <message>
        <source>On the shipping label</source>
        <translation>Trên nhãn giao hàng</translation>
    </message>
    <message>
        <source>The name, masked to its first letters and last word</source>
        <translation>Tên đã che, chỉ còn chữ cái đầu và từ cuối</translation>
    </message>
    <message>
        <source>The parcel code, as bar code and QR code</source>
        <translation>Mã kiện, dạng mã vạch và mã QR</translation>
    </message>
    <message>
        <source>The province</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>The carrier's routing zone</source>
        <translation>Mã tuyến của đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>The amount to collect</source>
        <translation>Tiền thu hộ</translation>
    </message>
    <message>
        <source>Phone, email, street, ward and goods</source>
        <translation>Số điện thoại, email, tên đường, phường xã và hàng hóa</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>có in</translation>
    </message>
    <message>
        <source>never shown</source>
        <translation>không bao giờ in</translation>
    </message>
</context>
<context>
    <name>LawRuleDialog</name>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Shipped with the program: {shipped}.</source>
        <translation>Mặc định: {shipped}.</translation>
    </message>
    <message>
        <source>From {low} to {high}. Shipped with the program: {shipped}.</source>
        <translation>Từ {low} đến {high}. Mặc định: {shipped}.</translation>
    </message>
    <message>
        <source>The law leaves this open: the shop has to decide.</source>
        <translation>Luật chưa nói rõ điều này: cửa hàng phải tự quyết định.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Source: {source} ({sure})</source>
        <translation>Nguồn: {source} ({sure})</translation>
    </message>
    <message>
        <source>Back to the shipped value</source>
        <translation>Về giá trị mặc định</translation>
    </message>
</context>
<context>
    <name>LayoutChoice</name>
    <message>
        <source>Roll {size}</source>
        <translation>Cuộn {size}</translation>
    </message>
    <message>
        <source>A6, {size}</source>
        <translation>A6, {size}</translation>
    </message>
    <message>
        <source>A4, four labels</source>
        <translation>A4, bốn nhãn</translation>
    </message>
    <message>
        <source>Label paper</source>
        <translation>Khổ nhãn</translation>
    </message>
    <message>
        <source>from label {number}</source>
        <translation>từ nhãn thứ {number}</translation>
    </message>
    <message>
        <source>First free label of the sheet</source>
        <translation>Nhãn còn trống đầu tiên trên tờ</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Whose request is {code}?</source>
        <translation>{code} là yêu cầu của ai?</translation>
    </message>
    <message>
        <source>It is theirs</source>
        <translation>Đúng của khách này</translation>
    </message>
    <message>
        <source>Asked by: {who}</source>
        <translation>Người yêu cầu: {who}</translation>
    </message>
    <message>
        <source>A name, phone or code</source>
        <translation>Tên, số hoặc mã</translation>
    </message>
    <message>
        <source>This is said once and stays. It does not prove yet that they ask themselves.</source>
        <translation>Chỉ ghi một lần và giữ nguyên. Việc này chưa chứng minh chính khách yêu cầu.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Choose a customer from the list.</source>
        <translation>Hãy chọn khách trong danh sách.</translation>
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
    <name>LookPanel</name>
    <message>
        <source>Language and theme</source>
        <translation>Ngôn ngữ và giao diện</translation>
    </message>
    <message>
        <source>For this computer only. Papers have a language of their own.</source>
        <translation>Chỉ cho máy này. Giấy in ra có ngôn ngữ riêng.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Ngôn ngữ của cửa sổ</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
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
    <name>LookingBand</name>
    <message>
        <source>Show the version in force</source>
        <translation>Xem bản đang có hiệu lực</translation>
    </message>
    <message>
        <source>You are looking at version {number}, which is no longer in force.</source>
        <translation>Bạn đang xem phiên bản {number}, không còn hiệu lực.</translation>
    </message>
    <message>
        <source>You are looking at version {number}, which is not in force yet.</source>
        <translation>Bạn đang xem phiên bản {number}, chưa có hiệu lực.</translation>
    </message>
</context>
<context>
    <name>ManagerStep</name>
    <message>
        <source>The first manager</source>
        <translation>Quản lý đầu tiên</translation>
    </message>
    <message>
        <source>A manager adds staff accounts and sees everything. Nobody can look up or reset a passphrase.</source>
        <translation>Quản lý tạo tài khoản nhân viên và xem được mọi thứ. Không ai tra được hay đặt lại được mật khẩu.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>Nhập lại mật khẩu</translation>
    </message>
    <message>
        <source>Take four words that have nothing to do with each other, at least 15 characters in all. Open a book at four places and take a word each time: “lamp river seven button”. Names, dates and well known sayings are guessed first.</source>
        <translation>Hãy ghép bốn từ không liên quan đến nhau, tổng cộng ít nhất 15 ký tự. Mở một cuốn sách ở bốn trang, mỗi trang lấy một từ: “đèn sông bảy cúc”. Tên người, ngày tháng và câu quen thuộc bị đoán ra trước tiên.</translation>
    </message>
    <message>
        <source>Nobody went on for a while, so the passphrase was forgotten. Type it again.</source>
        <translation>Một lúc không ai làm tiếp nên mật khẩu đã gõ bị xóa khỏi màn hình. Hãy nhập lại.</translation>
    </message>
    <message>
        <source>At least 15 characters</source>
        <translation>Ít nhất 15 ký tự</translation>
    </message>
    <message>
        <source>Too weak</source>
        <translation>Quá yếu</translation>
    </message>
    <message>
        <source>Strong enough</source>
        <translation>Đủ mạnh</translation>
    </message>
    <message>
        <source>Type the name you want to sign in with.</source>
        <translation>Hãy nhập tên bạn dùng để mở sổ.</translation>
    </message>
    <message>
        <source>The two are not the same. Type it again.</source>
        <translation>Hai lần nhập không giống nhau. Hãy nhập lại.</translation>
    </message>
</context>
<context>
    <name>ManifestDialog</name>
    <message>
        <source>Manifest {number}</source>
        <translation>Biên bản bàn giao {number}</translation>
    </message>
    <message>
        <source>With a password…</source>
        <translation>Kèm mật khẩu…</translation>
    </message>
    <message>
        <source>Spreadsheet for the carrier…</source>
        <translation>Bảng tính cho đơn vị…</translation>
    </message>
    <message>
        <source>Save with a password</source>
        <translation>Lưu kèm mật khẩu</translation>
    </message>
    <message>
        <source>Save the spreadsheet</source>
        <translation>Lưu bảng tính</translation>
    </message>
</context>
<context>
    <name>ManifestPasswordDialog</name>
    <message>
        <source>Save with a password</source>
        <translation>Lưu kèm mật khẩu</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>At least 8 characters; tell it by phone, not in the same message</source>
        <translation>Ít nhất 8 ký tự; hãy báo qua điện thoại, đừng gửi cùng tệp</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Gõ lại lần nữa</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Hiện chữ đang gõ</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>The file is encrypted (AES-256). Without the password nobody can read it, nor can you.</source>
        <translation>Tệp được mã hóa (AES-256). Không có mật khẩu thì không ai đọc được, kể cả bạn.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Ít nhất 8 ký tự</translation>
    </message>
    <message>
        <source>Not the same as above</source>
        <translation>Không giống ở trên</translation>
    </message>
</context>
<context>
    <name>ManifestsDialog</name>
    <message>
        <source>Manifests</source>
        <translation>Biên bản bàn giao</translation>
    </message>
    <message>
        <source>Nothing was handed over yet</source>
        <translation>Chưa bàn giao lần nào</translation>
    </message>
    <message>
        <source>Each hand-over leaves a manifest.</source>
        <translation>Mỗi lần bàn giao đều có một biên bản.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Bàn giao lúc</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>Người giao</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Số kiện</translation>
    </message>
    <message>
        <source>The last 200 hand-overs; printing one again discloses nothing new.</source>
        <translation>200 lần bàn giao gần nhất; in lại biên bản không phải là chia sẻ thêm dữ liệu.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>do not contact</source>
        <translation>không liên hệ</translation>
    </message>
    <message>
        <source>The use</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gọi điện</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Zalo</source>
        <translation>Zalo</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Thư</translation>
    </message>
</context>
<context>
    <name>MeasureProgress</name>
    <message>
        <source>Counting the evidence</source>
        <translation>Đang đếm bằng chứng</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Đếm lại</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>Chưa đếm</translation>
    </message>
    <message>
        <source>Counted {time}</source>
        <translation>Đếm lúc {time}</translation>
    </message>
    <message>
        <source>Counting: {done} of {total}</source>
        <translation>Đang đếm: {done}/{total}</translation>
    </message>
</context>
<context>
    <name>MissedBand</name>
    <message>
        <source>Put away</source>
        <translation>Cất đi</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>và {count} việc nữa</translation>
    </message>
    <message>
        <source>Fell due while the computer slept: {count} ({since} to {until})</source>
        <translation>{count} việc đến hạn trong lúc máy ngủ ({since} – {until})</translation>
    </message>
    <message>
        <source>Fell due while the program was closed: {count} ({since} to {until})</source>
        <translation>{count} việc đến hạn trong lúc chương trình đóng ({since} – {until})</translation>
    </message>
    <message>
        <source>Fell due while the screen was locked: {count} ({since} to {until})</source>
        <translation>{count} việc đến hạn trong lúc khóa màn hình ({since} – {until})</translation>
    </message>
</context>
<context>
    <name>NameChoice</name>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
</context>
<context>
    <name>NarrowedTo</name>
    <message>
        <source>Show all customers again</source>
        <translation>Hiện lại mọi khách hàng</translation>
    </message>
    <message>
        <source>Customer {code}</source>
        <translation>Khách hàng {code}</translation>
    </message>
</context>
<context>
    <name>NewKeysDialog</name>
    <message>
        <source>Encrypt under a new key</source>
        <translation>Mã hóa bằng khóa mới</translation>
    </message>
    <message>
        <source>Encrypt it anew</source>
        <translation>Mã hóa lại</translation>
    </message>
    <message>
        <source>Do this when a copy of the ledger or of its keys may have come into other hands.</source>
        <translation>Làm việc này khi bản sao của sổ hay của tệp khóa có thể đã vào tay người khác.</translation>
    </message>
    <message>
        <source>The whole ledger is written anew under a random key; the old key opens nothing of it any more.</source>
        <translation>Cả sổ được ghi lại bằng một khóa ngẫu nhiên mới; khóa cũ không mở được sổ này nữa.</translation>
    </message>
    <message>
        <source>Passphrases and the recovery sheet stay as they are.</source>
        <translation>Mật khẩu của mọi người và phiếu khôi phục giữ nguyên.</translation>
    </message>
    <message>
        <source>Copies made before stay under the old key: delete them where you can.</source>
        <translation>Các bản chép trước đây vẫn theo khóa cũ: xóa được bản nào thì xóa.</translation>
    </message>
</context>
<context>
    <name>NextBand</name>
    <message>
        <source>More acts</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Tell whoever asked that the request arrived.</source>
        <translation>Báo cho người yêu cầu biết là đã nhận.</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>Báo đã nhận…</translation>
    </message>
    <message>
        <source>Nobody knows yet which customer this is about.</source>
        <translation>Chưa biết yêu cầu này của khách nào.</translation>
    </message>
    <message>
        <source>Choose the customer…</source>
        <translation>Chọn khách hàng…</translation>
    </message>
    <message>
        <source>Make sure that the asker is the customer.</source>
        <translation>Xác minh người yêu cầu đúng là khách.</translation>
    </message>
    <message>
        <source>Check identity…</source>
        <translation>Xác minh…</translation>
    </message>
    <message>
        <source>It is carried out. Tell the customer what was done.</source>
        <translation>Đã thực hiện. Hãy trả lời khách việc đã làm.</translation>
    </message>
    <message>
        <source>Answer letter…</source>
        <translation>Thư trả lời…</translation>
    </message>
    <message>
        <source>Make the copy and hand it over.</source>
        <translation>Lập bản sao rồi giao cho khách.</translation>
    </message>
    <message>
        <source>Make the copy…</source>
        <translation>Lập bản sao…</translation>
    </message>
    <message>
        <source>Correct what is wrong; the old value stays in the history.</source>
        <translation>Sửa chỗ sai; giá trị cũ được giữ trong lịch sử.</translation>
    </message>
    <message>
        <source>Correct the data…</source>
        <translation>Sửa dữ liệu…</translation>
    </message>
    <message>
        <source>Withdraw the consents; what rests on them is blocked at once.</source>
        <translation>Rút các đồng ý; việc gì dựa vào đó bị chặn ngay.</translation>
    </message>
    <message>
        <source>Withdraw consents…</source>
        <translation>Rút đồng ý…</translation>
    </message>
    <message>
        <source>Restrict the use; only what the law demands stays allowed.</source>
        <translation>Hạn chế sử dụng; chỉ còn việc luật bắt buộc.</translation>
    </message>
    <message>
        <source>Restrict the use…</source>
        <translation>Hạn chế sử dụng…</translation>
    </message>
    <message>
        <source>Stop the contact or the use that they object to.</source>
        <translation>Ngừng việc liên hệ hoặc sử dụng mà khách phản đối.</translation>
    </message>
    <message>
        <source>Stop it…</source>
        <translation>Ngừng…</translation>
    </message>
    <message>
        <source>Look at what goes and what stays, then erase.</source>
        <translation>Xem những gì mất đi và ở lại, rồi xóa.</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Xóa dữ liệu…</translation>
    </message>
    <message>
        <source>Only the manager erases data. All before is done.</source>
        <translation>Chỉ quản lý mới xóa dữ liệu. Các bước trước đã xong.</translation>
    </message>
    <message>
        <source>Protect the data and write down how.</source>
        <translation>Bảo vệ dữ liệu và ghi lại đã làm gì.</translation>
    </message>
    <message>
        <source>Record the measures…</source>
        <translation>Ghi biện pháp…</translation>
    </message>
    <message>
        <source>Answer the complaint itself first.</source>
        <translation>Trước hết hãy trả lời chính lời khiếu nại.</translation>
    </message>
    <message>
        <source>Answer the feedback</source>
        <translation>Trả lời phản hồi</translation>
    </message>
    <message>
        <source>All is done. The manager closes the request.</source>
        <translation>Mọi việc đã xong. Quản lý sẽ kết thúc yêu cầu.</translation>
    </message>
    <message>
        <source>All is done: write down what came of it.</source>
        <translation>Mọi việc đã xong: hãy ghi kết quả.</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Kết thúc…</translation>
    </message>
    <message>
        <source>It is refused. Whoever asked is told why, in writing.</source>
        <translation>Đã từ chối. Phải báo lý do cho khách bằng văn bản.</translation>
    </message>
    <message>
        <source>Refusal letter…</source>
        <translation>Thư từ chối…</translation>
    </message>
    <message>
        <source>This request is closed.</source>
        <translation>Yêu cầu này đã kết thúc.</translation>
    </message>
    <message>
        <source>Only the manager decides this.</source>
        <translation>Việc này chỉ quản lý quyết định.</translation>
    </message>
    <message>
        <source>Letters to the customer…</source>
        <translation>Thư cho khách…</translation>
    </message>
    <message>
        <source>Letters to partners…</source>
        <translation>Thư cho đối tác…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Mở lại…</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Từ chối…</translation>
    </message>
    <message>
        <source>A partner must act too…</source>
        <translation>Cần đối tác cùng làm…</translation>
    </message>
    <message>
        <source>Extend once…</source>
        <translation>Gia hạn một lần…</translation>
    </message>
    <message>
        <source>Certificate of erasure {code}…</source>
        <translation>Giấy xác nhận xóa {code}…</translation>
    </message>
</context>
<context>
    <name>NotDueDialog</name>
    <message>
        <source>No report is due</source>
        <translation>Không phải báo cáo</translation>
    </message>
    <message>
        <source>Record why</source>
        <translation>Ghi lý do</translation>
    </message>
    <message>
        <source>Only where nobody's life, health, honour or property can be harmed. {law}</source>
        <translation>Chỉ khi không thể gây hại đến tính mạng, sức khỏe, danh dự hay tài sản của ai. {law}</translation>
    </message>
    <message>
        <source>What was looked at, and why no harm can follow</source>
        <translation>Đã xem xét những gì, vì sao không thể gây hại</translation>
    </message>
</context>
<context>
    <name>NoticeActs</name>
    <message>
        <source>Emails written: {count}. Send them, then record it here.</source>
        <translation>Đã xuất {count} email. Hãy gửi đi rồi ghi lại ở đây.</translation>
    </message>
    <message>
        <source>Letters to customers</source>
        <translation>Thư gửi khách hàng</translation>
    </message>
    <message>
        <source>Were the emails sent?</source>
        <translation>Các email đã gửi chưa?</translation>
    </message>
    <message>
        <source>Customers recorded as told by email: {count}</source>
        <translation>Khách hàng sẽ được ghi là đã báo qua email: {count}</translation>
    </message>
    <message>
        <source>They were sent</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>Were the letters posted?</source>
        <translation>Thư đã gửi bưu điện chưa?</translation>
    </message>
    <message>
        <source>Customers recorded as told by letter: {count}</source>
        <translation>Khách hàng sẽ được ghi là đã báo qua thư: {count}</translation>
    </message>
    <message>
        <source>They were posted</source>
        <translation>Đã gửi bưu điện</translation>
    </message>
    <message>
        <source>To be written once more: {count}</source>
        <translation>Sẽ xuất lại: {count}</translation>
    </message>
    <message>
        <source>Put version {number} in force?</source>
        <translation>Áp dụng phiên bản {number}?</translation>
    </message>
    <message>
        <source>From now on it decides. Consents for purposes it changed no longer count and are asked again. This cannot be taken back.</source>
        <translation>Từ bây giờ phiên bản này quyết định. Sự đồng ý cho các mục đích đã thay đổi không còn giá trị và phải hỏi lại. Không thể quay lại.</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Version {number} is in force.</source>
        <translation>Phiên bản {number} đã có hiệu lực.</translation>
    </message>
</context>
<context>
    <name>NoticeAnnouncedDialog</name>
    <message>
        <source>On the home page</source>
        <translation>Trên trang chủ</translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation>Đã đăng</translation>
    </message>
    <message>
        <source>Everybody who is told by the home page alone counts as told from then on.</source>
        <translation>Từ lúc đó, ai chỉ được báo qua trang chủ thì coi như đã được báo.</translation>
    </message>
    <message>
        <source>Since when?</source>
        <translation>Từ lúc nào?</translation>
    </message>
</context>
<context>
    <name>NoticeBand</name>
    <message>
        <source>This computer's clock says {clock}, but the ledger's newest entry is of {newest}. Set date and time right; until then everything recorded carries the time of that entry, and no deadline moves on.</source>
        <translation>Đồng hồ máy đang chỉ {clock}, trong khi dòng mới nhất của sổ là {newest}. Hãy chỉnh lại ngày giờ của máy; đến lúc đó mọi việc ghi vào sổ đều mang giờ của dòng ấy và thời hạn không trôi tiếp.</translation>
    </message>
    <message>
        <source>You opened the ledger with the recovery sheet. Make an account for a manager now; signed in with that one, make a new sheet.</source>
        <translation>Sổ đang mở bằng phiếu khôi phục. Hãy lập ngay một tài khoản quản lý; đăng nhập bằng tài khoản đó rồi lập phiếu mới.</translation>
    </message>
    <message>
        <source>The recovery code was not retyped yet: no customer can be recorded until it is.</source>
        <translation>Mã khôi phục chưa được gõ lại: chưa ghi được khách hàng nào cho tới khi gõ lại đúng.</translation>
    </message>
    <message>
        <source>The copy on the other drive opens only with the old recovery sheet: make a new one there.</source>
        <translation>Bản sao trên ổ đĩa ngoài chỉ mở được bằng phiếu khôi phục cũ: hãy sao lưu vào đó một bản mới.</translation>
    </message>
    <message>
        <source>For more than 7 days no backup was copied onto another drive.</source>
        <translation>Đã hơn 7 ngày chưa có bản sao lưu nào được chép sang ổ đĩa khác.</translation>
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
    <name>NoticeHomePageDialog</name>
    <message>
        <source>Text for the home page</source>
        <translation>Nội dung cho trang chủ</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>Ngôn ngữ của nội dung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>For a web page (HTML)</source>
        <translation>Cho trang web (HTML)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Lưu…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Put this on the shop's home page. It names no customer. Then record that it is there.</source>
        <translation>Đăng nội dung này lên trang chủ của cửa hàng. Trong đó không có tên khách hàng nào. Sau đó ghi lại là đã đăng.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Đã sao chép.</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Văn bản (*.txt)</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>Lưu nội dung</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
</context>
<context>
    <name>NoticeProgress</name>
    <message>
        <source>{name} {count}</source>
        <translation>{name} {count}</translation>
    </message>
    <message>
        <source>Told: {told} of {all}</source>
        <translation>Đã báo: {told} trên {all}</translation>
    </message>
</context>
<context>
    <name>NoticeSettleDialog</name>
    <message>
        <source>Record the notice</source>
        <translation>Ghi việc báo</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Customers chosen: {count}</source>
        <translation>Khách hàng đã chọn: {count}</translation>
    </message>
    <message>
        <source>What became of them?</source>
        <translation>Kết quả thế nào?</translation>
    </message>
    <message>
        <source>Only for the shop's own records. It goes when the customer is erased.</source>
        <translation>Chỉ để cửa hàng lưu. Sẽ mất khi xóa khách hàng.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Told: {channel}</source>
        <translation>Đã báo: {channel}</translation>
    </message>
</context>
<context>
    <name>NoticeSteps</name>
    <message>
        <source>The home page</source>
        <translation>Trang chủ</translation>
    </message>
    <message>
        <source>See the text…</source>
        <translation>Xem nội dung…</translation>
    </message>
    <message>
        <source>It is there now…</source>
        <translation>Đã đăng lên…</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Write the emails…</source>
        <translation>Xuất email…</translation>
    </message>
    <message>
        <source>They were sent…</source>
        <translation>Đã gửi…</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Xuất lại</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Thư</translation>
    </message>
    <message>
        <source>Print the letters…</source>
        <translation>In thư…</translation>
    </message>
    <message>
        <source>They were posted…</source>
        <translation>Đã gửi bưu điện…</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Who is left</source>
        <translation>Còn lại những ai</translation>
    </message>
    <message>
        <source>Put the version in force</source>
        <translation>Áp dụng phiên bản mới</translation>
    </message>
    <message>
        <source>Put in force…</source>
        <translation>Áp dụng…</translation>
    </message>
    <message>
        <source>Announced since {time}. Customers told by it alone: {count}</source>
        <translation>Đã đăng từ {time}. Khách hàng chỉ được báo qua trang chủ: {count}</translation>
    </message>
    <message>
        <source>Customers without email and postal address, told by it alone: {count}</source>
        <translation>Khách hàng không có email và địa chỉ, chỉ được báo qua trang chủ: {count}</translation>
    </message>
    <message>
        <source>The policy does not count the home page as a notice; it may announce the change all the same.</source>
        <translation>Chính sách không coi trang chủ là cách báo; vẫn có thể đăng thêm ở đó.</translation>
    </message>
    <message>
        <source>The home page announces it already.</source>
        <translation>Trang chủ đã đăng thông báo này.</translation>
    </message>
    <message>
        <source>Waiting: {waiting}, of them written: {written}. Told: {told}</source>
        <translation>Chờ báo: {waiting}, trong đó đã xuất: {written}. Đã báo: {told}</translation>
    </message>
    <message>
        <source>Waiting: {waiting}, of them printed: {written}. Told: {told}</source>
        <translation>Chờ báo: {waiting}, trong đó đã in: {written}. Đã báo: {told}</translation>
    </message>
    <message>
        <source>Nobody is told by email.</source>
        <translation>Không có ai được báo qua email.</translation>
    </message>
    <message>
        <source>Nobody is told by letter.</source>
        <translation>Không có ai được báo qua thư.</translation>
    </message>
    <message>
        <source>There is nothing left to write.</source>
        <translation>Không còn gì để xuất.</translation>
    </message>
    <message>
        <source>Nothing that was written out waits to be sent.</source>
        <translation>Chưa có gì đã xuất mà chờ gửi.</translation>
    </message>
    <message>
        <source>Still waiting: {count}. Whom nothing reached is chosen in the list and recorded as unreachable, or excused with a reason.</source>
        <translation>Còn chờ báo: {count}. Ai không báo được bằng cách nào thì chọn trong danh sách và ghi là không liên lạc được, hoặc được miễn kèm lý do.</translation>
    </message>
    <message>
        <source>Nobody is waiting any more.</source>
        <translation>Không còn ai chờ báo.</translation>
    </message>
    <message>
        <source>Still waiting: {count}</source>
        <translation>Còn chờ báo: {count}</translation>
    </message>
    <message>
        <source>From then on version {number} decides; until then the version in force goes on.</source>
        <translation>Từ lúc đó phiên bản {number} quyết định; cho đến khi ấy vẫn theo phiên bản hiện hành.</translation>
    </message>
</context>
<context>
    <name>NoticeTable</name>
    <message>
        <source>Any state</source>
        <translation>Mọi trạng thái</translation>
    </message>
    <message>
        <source>Any channel</source>
        <translation>Mọi kênh</translation>
    </message>
    <message>
        <source>State of the notice</source>
        <translation>Trạng thái báo</translation>
    </message>
    <message>
        <source>Channel of the notice</source>
        <translation>Kênh báo</translation>
    </message>
    <message>
        <source>Customers to be told</source>
        <translation>Khách hàng cần báo</translation>
    </message>
    <message>
        <source>Nobody waits here</source>
        <translation>Không còn ai chờ ở đây</translation>
    </message>
    <message>
        <source>Everybody was told, excused or cannot be reached. Choose another state to see them.</source>
        <translation>Mọi khách đã được báo, được miễn hoặc không liên lạc được. Chọn tình trạng khác để xem.</translation>
    </message>
    <message>
        <source>Name, phone, email or code</source>
        <translation>Tên, điện thoại, email hoặc mã</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>Khách hàng: {count}</translation>
    </message>
    <message>
        <source>Record for the chosen…</source>
        <translation>Ghi cho khách đã chọn…</translation>
    </message>
    <message>
        <source>Choose customers in the list first.</source>
        <translation>Trước hết hãy chọn khách hàng trong danh sách.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>{channel}, written</source>
        <translation>{channel}, đã xuất</translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>No customer waits for a notice</source>
        <translation>Không có khách hàng nào chờ báo</translation>
    </message>
    <message>
        <source>When a new version changes something that affects customers, everybody is told before it counts: by email, by letter, or on the home page. That happens here.</source>
        <translation>Khi phiên bản mới thay đổi điều có ảnh hưởng đến khách hàng, mọi người được báo trước khi nó có hiệu lực: qua email, thư hoặc trang chủ. Việc đó làm ở đây.</translation>
    </message>
    <message>
        <source>Earlier notices</source>
        <translation>Những lần thông báo trước</translation>
    </message>
    <message>
        <source>The notices cannot be read</source>
        <translation>Không đọc được các thông báo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Reading the notices…</source>
        <translation>Đang đọc các thông báo…</translation>
    </message>
    <message>
        <source>Version {number}: customers are being told</source>
        <translation>Phiên bản {number}: đang báo cho khách hàng</translation>
    </message>
    <message>
        <source>more: {count}</source>
        <translation>và {count} điểm khác</translation>
    </message>
    <message>
        <source>Begun {time}. Customers: {count}. What changes: {points}</source>
        <translation>Bắt đầu {time}. Khách hàng: {count}. Thay đổi: {points}</translation>
    </message>
    <message>
        <source>Version {number}, in force since {time}. Told: {told}, unreachable: {unreachable}, excused: {excused}</source>
        <translation>Phiên bản {number}, áp dụng từ {time}. Đã báo: {told}, không liên lạc được: {unreachable}, được miễn: {excused}</translation>
    </message>
    <message>
        <source>Recorded: {count}. Refused: {refused}; the reasons are in the register of attempts.</source>
        <translation>Đã ghi: {count}. Bị từ chối: {refused}; lý do nằm trong sổ các lần bị chặn.</translation>
    </message>
    <message>
        <source>Recorded: {count}</source>
        <translation>Đã ghi: {count}</translation>
    </message>
</context>
<context>
    <name>NumbersDialog</name>
    <message>
        <source>Numbers of {code} for the do-not-call check</source>
        <translation>Lấy số của {code} để đối chiếu</translation>
    </message>
    <message>
        <source>Only telephone numbers leave the ledger, shuffled, without names and codes, and that is logged. Use the file for the check alone, then delete it.</source>
        <translation>Chỉ số điện thoại ra khỏi sổ, đã xáo thứ tự, không kèm tên hay mã khách; việc này được ghi lại. Chỉ dùng tệp để đối chiếu danh sách không quảng cáo rồi xóa.</translation>
    </message>
    <message>
        <source>Whose number is in the file</source>
        <translation>Khách có số trong tệp</translation>
    </message>
    <message>
        <source>Everybody is checked again; who may no longer be contacted is left out.</source>
        <translation>Mọi người được kiểm tra lại; ai không còn được liên hệ thì không có trong tệp.</translation>
    </message>
    <message>
        <source>Numbers for the check</source>
        <translation>Số để đối chiếu</translation>
    </message>
    <message>
        <source>{code}-numbers</source>
        <translation>{code}-so-dien-thoai</translation>
    </message>
</context>
<context>
    <name>ObjectDialog</name>
    <message>
        <source>Write down an objection</source>
        <translation>Ghi lời phản đối</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>It counts at once and stands above every consent. Answers to the customer's own feedback stay allowed.</source>
        <translation>Có hiệu lực ngay và cao hơn mọi sự đồng ý. Vẫn được trả lời phản hồi của chính khách.</translation>
    </message>
    <message>
        <source>SMS and Zalo stop together. What is ticked in grey stands already.</source>
        <translation>SMS và Zalo dừng cùng nhau. Ô đánh dấu màu xám là điều đã có hiệu lực.</translation>
    </message>
    <message>
        <source>No contact on</source>
        <translation>Không liên hệ qua</translation>
    </message>
    <message>
        <source>No use for</source>
        <translation>Không dùng cho mục đích</translation>
    </message>
    <message>
        <source>What rests on the contract or on a law goes on; ask for a restriction or an erasure instead.</source>
        <translation>Việc dùng theo hợp đồng hoặc theo luật vẫn tiếp tục; muốn dừng thì khách cần yêu cầu hạn chế hoặc xóa.</translation>
    </message>
</context>
<context>
    <name>OptOutDialog</name>
    <message>
        <source>Confirm the refusal</source>
        <translation>Xác nhận lời từ chối</translation>
    </message>
    <message>
        <source>I sent it</source>
        <translation>Tôi đã gửi</translation>
    </message>
    <message>
        <source>The refusal counts already. The customer may be sent this one text now, and no other.</source>
        <translation>Lời từ chối đã có hiệu lực. Bây giờ chỉ được gửi cho khách một tin này, không gửi tin nào khác.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Không gửi</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung tin</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Gửi qua</translation>
    </message>
    <message>
        <source>There is no working number or address, so nothing can be confirmed.</source>
        <translation>Không có số điện thoại hay địa chỉ nào dùng được nên không thể xác nhận.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>Đã sao chép nội dung.</translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message>
        <source>New order</source>
        <translation>Đơn hàng mới</translation>
    </message>
    <message>
        <source>Record the order</source>
        <translation>Ghi đơn hàng</translation>
    </message>
    <message>
        <source>now</source>
        <translation>bây giờ</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Hàng hóa</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Số kiện</translation>
    </message>
    <message>
        <source>Weight of each</source>
        <translation>Khối lượng mỗi kiện</translation>
    </message>
    <message>
        <source>Amount of the order, đ</source>
        <translation>Giá trị đơn hàng, đ</translation>
    </message>
    <message>
        <source>To collect on delivery, đ</source>
        <translation>Thu hộ khi giao, đ</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Ordered at</source>
        <translation>Đặt lúc</translation>
    </message>
    <message>
        <source>Day/month/year hour:minute</source>
        <translation>Ngày/tháng/năm giờ:phút</translation>
    </message>
    <message>
        <source>Your own order number</source>
        <translation>Mã đơn riêng của cửa hàng</translation>
    </message>
    <message>
        <source>If there is one</source>
        <translation>Nếu có</translation>
    </message>
</context>
<context>
    <name>OrderLines</name>
    <message>
        <source>Product</source>
        <translation>Sản phẩm</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Số lượng</translation>
    </message>
    <message>
        <source>Take this line away</source>
        <translation>Bỏ dòng này</translation>
    </message>
    <message>
        <source>Another product</source>
        <translation>Thêm sản phẩm</translation>
    </message>
</context>
<context>
    <name>OutsideLinkButton</name>
    <message>
        <source>Open {host} outside the program</source>
        <translation>Mở {host} bên ngoài chương trình</translation>
    </message>
    <message>
        <source>{host} is not a page of the shop. The shop does not answer for what it shows or does, and it may see that somebody came from here. That you opened it is counted, without the rest of the address.</source>
        <translation>{host} không phải trang của cửa hàng. Cửa hàng không chịu trách nhiệm về nội dung hay hành vi của trang này, và trang có thể biết có người vào từ đây. Lần mở này được đếm, không giữ phần còn lại của địa chỉ.</translation>
    </message>
    <message>
        <source>Leave for {host}?</source>
        <translation>Mở trang ngoài {host}?</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Mở trang</translation>
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
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>The ledger holds the shop to these promises. Read them before you choose.</source>
        <translation>Sổ giúp cửa hàng giữ đúng những lời hứa này. Hãy đọc trước khi chọn.</translation>
    </message>
    <message>
        <source>The clauses as published</source>
        <translation>Các điều khoản như đã công bố</translation>
    </message>
    <message>
        <source>Clauses: {count}</source>
        <translation>Số điều khoản: {count}</translation>
    </message>
    <message>
        <source>Two policies are joined here. Where they contradict each other the more exact clause counts: for couriers and installers VK 3 and KO 4b, not KO 3.</source>
        <translation>Ở đây hai chính sách được ghép lại. Chỗ nào trái nhau thì theo điều khoản cụ thể hơn: với bên giao hàng và bên lắp đặt, theo VK 3 và KO 4b chứ không theo KO 3.</translation>
    </message>
</context>
<context>
    <name>PageChoice</name>
    <message>
        <source>Pages</source>
        <translation>Từ trang</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Trang đầu</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>Trang cuối</translation>
    </message>
    <message>
        <source>to</source>
        <translation>đến</translation>
    </message>
    <message>
        <source>All pages ({count})</source>
        <translation>Tất cả các trang ({count})</translation>
    </message>
</context>
<context>
    <name>PaperCheckRow</name>
    <message>
        <source>Number of the entry on the paper</source>
        <translation>Số mục in trên giấy</translation>
    </message>
    <message>
        <source>Head on the paper</source>
        <translation>Mã cuối chuỗi in trên giấy</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>So sánh</translation>
    </message>
    <message>
        <source>Entry, as 1234</source>
        <translation>Số mục: 1234</translation>
    </message>
    <message>
        <source>A printed paper's footer:</source>
        <translation>Chân trang giấy đã in:</translation>
    </message>
    <message>
        <source>Type the number of the entry as the footer has it.</source>
        <translation>Hãy gõ số mục đúng như ở chân trang.</translation>
    </message>
    <message>
        <source>Type the head as the footer has it: 16 digits and letters from a to f.</source>
        <translation>Hãy gõ mã cuối chuỗi đúng như ở chân trang: 16 chữ số và chữ cái từ a đến f.</translation>
    </message>
    <message>
        <source>this paper matches</source>
        <translation>giấy này khớp</translation>
    </message>
    <message>
        <source>does not match</source>
        <translation>không khớp</translation>
    </message>
    <message>
        <source>no such entry</source>
        <translation>không có mục này</translation>
    </message>
    <message>
        <source>The ledger has entry {number} of {at} with this head. “Verify now” proves everything before it.</source>
        <translation>Sổ có mục {number} lúc {at} với đúng mã này. “Kiểm tra ngay” chứng minh mọi mục trước đó.</translation>
    </message>
    <message>
        <source>Entry {number} of {at} has another head. Read the paper again; if it is right, the trail was rewritten.</source>
        <translation>Mục {number} lúc {at} có mã khác. Hãy đọc lại tờ giấy; nếu đã gõ đúng thì nhật ký đã bị viết lại.</translation>
    </message>
    <message>
        <source>The ledger ends at entry {newest}. This is an older copy of the ledger, or its end was cut off.</source>
        <translation>Sổ chỉ có đến mục {newest}. Đây là bản cũ của sổ, hoặc phần cuối đã bị cắt.</translation>
    </message>
</context>
<context>
    <name>PapersForm</name>
    <message>
        <source>day/month/year</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>The authority's request in writing</source>
        <translation>Văn bản yêu cầu của cơ quan nhà nước</translation>
    </message>
</context>
<context>
    <name>ParametersEditor</name>
    <message>
        <source>From {low} to {high}</source>
        <translation>Từ {low} đến {high}</translation>
    </message>
    <message>
        <source>Rising numbers from 1 to 99 with commas between, as 50,80</source>
        <translation>Các số tăng dần từ 1 đến 99, cách nhau bằng dấu phẩy, ví dụ 50,80</translation>
    </message>
    <message>
        <source>Choose a purpose</source>
        <translation>Chọn mục đích</translation>
    </message>
</context>
<context>
    <name>ParcelActs</name>
    <message>
        <source>Selected: {count}</source>
        <translation>Đang chọn: {count}</translation>
    </message>
    <message>
        <source>Choose a carrier…</source>
        <translation>Chọn đơn vị vận chuyển…</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Đã giao</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Hàng hoàn</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Hủy kiện…</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Sao chép dòng</translation>
    </message>
</context>
<context>
    <name>ParcelCarrierDialog</name>
    <message>
        <source>Drafts: {count}. The gate asks about the carrier when the label is printed.</source>
        <translation>{count} kiện chưa in. Khi in nhãn, sổ mới xét đơn vị vận chuyển có được nhận hay không.</translation>
    </message>
    <message>
        <source>Choose a carrier</source>
        <translation>Chọn đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
</context>
<context>
    <name>ParcelList</name>
    <message>
        <source>Parcels</source>
        <translation>Kiện hàng</translation>
    </message>
    <message>
        <source>All carriers</source>
        <translation>Mọi đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Đơn vị vận chuyển</translation>
    </message>
    <message>
        <source>Code, order or customer; or scan</source>
        <translation>Mã kiện, mã đơn, tên khách; hoặc quét mã</translation>
    </message>
    <message>
        <source>Parcels: {count}</source>
        <translation>{count} kiện</translation>
    </message>
    <message>
        <source>No parcel of this carrier here</source>
        <translation>Ở đây không có kiện nào của đơn vị này</translation>
    </message>
    <message>
        <source>Erased customer</source>
        <translation>Khách đã xóa dữ liệu</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>Mã kiện</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>To collect</source>
        <translation>Thu hộ</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Đơn hàng</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Khối lượng</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Ghi lúc</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Số lần in</translation>
    </message>
    <message>
        <source>No parcels yet</source>
        <translation>Chưa có kiện hàng nào</translation>
    </message>
    <message>
        <source>Record an order: its parcels are printed and handed over from here.</source>
        <translation>Hãy ghi một đơn hàng: kiện của đơn được in nhãn và bàn giao từ trang này.</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Đơn hàng mới</translation>
    </message>
    <message>
        <source>Show all parcels</source>
        <translation>Xem tất cả kiện</translation>
    </message>
    <message>
        <source>No label waits to be printed</source>
        <translation>Không có nhãn nào chờ in</translation>
    </message>
    <message>
        <source>Parcels of new orders appear here.</source>
        <translation>Kiện của đơn hàng mới sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>No parcel waits for the courier</source>
        <translation>Không có kiện nào chờ bưu tá</translation>
    </message>
    <message>
        <source>Printed parcels appear here until they are handed over.</source>
        <translation>Kiện đã in nhãn hiện ở đây cho tới khi bàn giao.</translation>
    </message>
    <message>
        <source>No parcel is on its way</source>
        <translation>Không có kiện nào đang trên đường</translation>
    </message>
    <message>
        <source>Parcels the courier took appear here until they arrive.</source>
        <translation>Kiện bưu tá đã nhận hiện ở đây cho tới khi giao xong.</translation>
    </message>
</context>
<context>
    <name>ParcelWords</name>
    <message>
        <source>Blocked: commitment</source>
        <translation>Chặn: cam kết</translation>
    </message>
    <message>
        <source>Blocked: guardian</source>
        <translation>Chặn: người giám hộ</translation>
    </message>
    <message>
        <source>Blocked: label agreement</source>
        <translation>Chặn: thỏa thuận nhãn</translation>
    </message>
    <message>
        <source>Blocked: address</source>
        <translation>Chặn: địa chỉ</translation>
    </message>
    <message>
        <source>Blocked: customer</source>
        <translation>Chặn: khách hàng</translation>
    </message>
    <message>
        <source>Blocked: partner</source>
        <translation>Chặn: đối tác</translation>
    </message>
    <message>
        <source>No carrier chosen</source>
        <translation>Chưa chọn đơn vị</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bị chặn</translation>
    </message>
</context>
<context>
    <name>ParcelsPage</name>
    <message>
        <source>Labels hide who, where and what; only the manifest for the carrier says it.</source>
        <translation>Nhãn che hết người nhận, nơi nhận và hàng; chỉ biên bản bàn giao cho đơn vị vận chuyển mới ghi đủ.</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Kiện hàng</translation>
    </message>
    <message>
        <source>Manifests</source>
        <translation>Biên bản bàn giao</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Bàn giao…</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Đơn hàng mới</translation>
    </message>
    <message>
        <source>There is no carrier in the ledger yet, so no label can be printed.</source>
        <translation>Sổ chưa có đơn vị vận chuyển nào nên chưa in được nhãn.</translation>
    </message>
    <message>
        <source>There is no carrier in the ledger yet, so no label can be printed. Ask the manager to add one.</source>
        <translation>Sổ chưa có đơn vị vận chuyển nào nên chưa in được nhãn. Hãy nhờ quản lý thêm vào.</translation>
    </message>
    <message>
        <source>Add a carrier…</source>
        <translation>Thêm đơn vị vận chuyển…</translation>
    </message>
    <message>
        <source>No printed parcel waits for a courier.</source>
        <translation>Không có kiện đã in nào chờ bưu tá.</translation>
    </message>
    <message>
        <source>Print labels: {count}</source>
        <translation>In {count} nhãn</translation>
    </message>
    <message>
        <source>Print labels</source>
        <translation>In nhãn</translation>
    </message>
    <message>
        <source>The selected parcels</source>
        <translation>Các kiện đang chọn</translation>
    </message>
    <message>
        <source>All parcels of this list that wait for a label</source>
        <translation>Mọi kiện trong danh sách này đang chờ in nhãn</translation>
    </message>
    <message>
        <source>{order}: parcels: {count}</source>
        <translation>{order}: {count} kiện</translation>
    </message>
    <message>
        <source>Labels out: {count}. The parcels now wait for the courier.</source>
        <translation>Đã in {count} nhãn. Các kiện đang chờ bưu tá đến lấy.</translation>
    </message>
    <message>
        <source>Handed over: {count}.</source>
        <translation>Đã bàn giao {count} kiện.</translation>
    </message>
    <message>
        <source>Handed over: {count}. Stayed here: {blocked}.</source>
        <translation>Đã bàn giao {count} kiện. Giữ lại {blocked} kiện.</translation>
    </message>
    <message>
        <source>Parcels: {count} ({codes}). A cancelled parcel is neither printed nor handed over any more.</source>
        <translation>{count} kiện ({codes}). Kiện đã hủy thì không in nhãn và không bàn giao được nữa.</translation>
    </message>
    <message>
        <source>Cancel these parcels?</source>
        <translation>Hủy các kiện này?</translation>
    </message>
    <message>
        <source>Cancel the parcels</source>
        <translation>Hủy các kiện</translation>
    </message>
    <message>
        <source>Recorded. Parcels: {count}</source>
        <translation>Đã ghi {count} kiện</translation>
    </message>
    <message>
        <source>Recorded: {count}. Not possible: {failed}. {why}</source>
        <translation>Đã ghi {count} kiện. Không ghi được {failed} kiện. {why}</translation>
    </message>
</context>
<context>
    <name>PartnerAnswerDialog</name>
    <message>
        <source>Answer of {name}</source>
        <translation>Trả lời của {name}</translation>
    </message>
    <message>
        <source>Record the answer</source>
        <translation>Ghi câu trả lời</translation>
    </message>
    <message>
        <source>Asked for: {act}. Until {time}.</source>
        <translation>Đã đề nghị: {act}. Hạn {time}.</translation>
    </message>
    <message>
        <source>Answer of a partner</source>
        <translation>Trả lời của đối tác</translation>
    </message>
    <message>
        <source>Who answered, how, and what they said</source>
        <translation>Ai trả lời, bằng cách nào, nói gì</translation>
    </message>
    <message>
        <source>What they said</source>
        <translation>Họ trả lời</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>The customer was erased, so no note is kept.</source>
        <translation>Khách đã được xóa nên không lưu ghi chú.</translation>
    </message>
</context>
<context>
    <name>PartnerLetterDialog</name>
    <message>
        <source>Letter to {name}</source>
        <translation>Thư cho {name}</translation>
    </message>
    <message>
        <source>Look at the letter…</source>
        <translation>Xem thư…</translation>
    </message>
    <message>
        <source>The partner finds the data by its parcels and manifests; the letter tells it nothing new.</source>
        <translation>Đối tác tìm dữ liệu theo mã kiện và biên bản; thư không cho họ biết thêm điều gì.</translation>
    </message>
    <message>
        <source>Letter to a partner</source>
        <translation>Thư cho đối tác</translation>
    </message>
    <message>
        <source>Data concerned</source>
        <translation>Dữ liệu liên quan</translation>
    </message>
    <message>
        <source>A partner must act: take the longer limit the law gives</source>
        <translation>Cần đối tác cùng làm: dùng thời hạn dài hơn mà luật cho</translation>
    </message>
    <message>
        <source>What it is asked to do</source>
        <translation>Đề nghị đối tác</translation>
    </message>
    <message>
        <source>This moves the legal limit of the request from {old} to {new}. It can be done once.</source>
        <translation>Việc này dời hạn theo luật của yêu cầu từ {old} sang {new}. Chỉ làm được một lần.</translation>
    </message>
    <message>
        <source>The legal limit stays {old}.</source>
        <translation>Hạn theo luật vẫn là {old}.</translation>
    </message>
    <message>
        <source>Tick at least one kind of data.</source>
        <translation>Hãy đánh dấu ít nhất một loại dữ liệu.</translation>
    </message>
</context>
<context>
    <name>PartnerLettersDialog</name>
    <message>
        <source>Partners who hold the data: {code}</source>
        <translation>Đối tác đang giữ dữ liệu: {code}</translation>
    </message>
    <message>
        <source>No partner was given this person's data</source>
        <translation>Chưa giao dữ liệu của khách này cho đối tác nào</translation>
    </message>
    <message>
        <source>So there is nobody to write to.</source>
        <translation>Nên không cần viết thư cho ai.</translation>
    </message>
    <message>
        <source>Write a letter…</source>
        <translation>Viết thư…</translation>
    </message>
    <message>
        <source>Record the answer…</source>
        <translation>Ghi câu trả lời…</translation>
    </message>
    <message>
        <source>Show the letter</source>
        <translation>Xem lại thư</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Was given</source>
        <translation>Đã nhận</translation>
    </message>
    <message>
        <source>Asked to</source>
        <translation>Đã đề nghị</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Times: {count}, last on {date}</source>
        <translation>Số lần: {count}, gần nhất {date}</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Chưa đề nghị</translation>
    </message>
    <message>
        <source>Written on {date}</source>
        <translation>Viết ngày {date}</translation>
    </message>
    <message>
        <source>Overdue since {time}</source>
        <translation>Quá hạn từ {time}</translation>
    </message>
    <message>
        <source>Waiting until {time}</source>
        <translation>Chờ đến {time}</translation>
    </message>
    <message>
        <source>Each partner is asked to answer within its own limit; the request has no day set by law.</source>
        <translation>Mỗi đối tác có hạn trả lời riêng; luật không đặt ngày cho yêu cầu này.</translation>
    </message>
    <message>
        <source>Legal limit of the request: {time}. Each partner has its own, shorter one.</source>
        <translation>Hạn theo luật của yêu cầu: {time}. Mỗi đối tác có hạn riêng, ngắn hơn.</translation>
    </message>
    <message>
        <source>The request is closed.</source>
        <translation>Yêu cầu đã kết thúc.</translation>
    </message>
</context>
<context>
    <name>PartnersView</name>
    <message>
        <source>Letters to partners…</source>
        <translation>Thư cho đối tác…</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Partners hold data of this customer. None was asked to act yet.</source>
        <translation>Có đối tác đang giữ dữ liệu của khách. Chưa yêu cầu đối tác nào.</translation>
    </message>
    <message>
        <source>{what} · by {due}</source>
        <translation>{what} · hạn {due}</translation>
    </message>
</context>
<context>
    <name>PassphraseAdvice</name>
    <message>
        <source>Five words drawn by lot</source>
        <translation>Năm từ chọn ngẫu nhiên</translation>
    </message>
    <message>
        <source>Make a picture of them in your head. They are not kept anywhere.</source>
        <translation>Hãy hình dung một cảnh có đủ năm từ. Chương trình không lưu lại.</translation>
    </message>
    <message>
        <source>Suggest five words</source>
        <translation>Gợi ý năm từ</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Change my passphrase</source>
        <translation>Đổi mật khẩu của tôi</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>Mật khẩu hiện tại</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Mật khẩu mới</translation>
    </message>
</context>
<context>
    <name>PassphraseEdit</name>
    <message>
        <source>Hold to see what you typed</source>
        <translation>Giữ để xem chữ đã nhập</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Phím Caps Lock đang bật.</translation>
    </message>
    <message>
        <source>Vietnamese input is on.</source>
        <translation>Bộ gõ tiếng Việt đang bật.</translation>
    </message>
</context>
<context>
    <name>PassphrasePair</name>
    <message>
        <source>The same passphrase again</source>
        <translation>Nhập lại mật khẩu</translation>
    </message>
    <message>
        <source>Take four words that have nothing to do with each other, at least 15 characters in all: “lamp river seven button”. Names, dates and well known sayings are guessed first.</source>
        <translation>Hãy ghép bốn từ không liên quan đến nhau, tổng cộng ít nhất 15 ký tự: “đèn sông bảy nút”. Tên, ngày tháng và câu quen thuộc bị đoán trước tiên.</translation>
    </message>
    <message>
        <source>At least 15 characters</source>
        <translation>Ít nhất 15 ký tự</translation>
    </message>
    <message>
        <source>Too weak</source>
        <translation>Quá yếu</translation>
    </message>
    <message>
        <source>Strong enough</source>
        <translation>Đủ mạnh</translation>
    </message>
    <message>
        <source>The two are not the same. Type it again.</source>
        <translation>Hai lần nhập không giống nhau. Hãy nhập lại.</translation>
    </message>
</context>
<context>
    <name>PdfView</name>
    <message>
        <source>Preparing the paper…</source>
        <translation>Đang chuẩn bị giấy…</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Cỡ xem</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>Vừa chiều ngang</translation>
    </message>
    <message>
        <source>Fit page</source>
        <translation>Vừa cả trang</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Nhỏ hơn</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>To hơn</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>trên {count}</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Trang {number} trên {count}</translation>
    </message>
</context>
<context>
    <name>PeopleDialog</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>PeriodChoice</name>
    <message>
        <source>All time</source>
        <translation>Mọi thời gian</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Tháng này</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Tháng trước</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>Quý này</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Năm nay</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Chọn ngày</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Khoảng thời gian</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ ngày</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Đến ngày</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>The scanned paper</source>
        <translation>Văn bản đã quét</translation>
    </message>
    <message>
        <source>This picture cannot be shown. The file is kept as it is.</source>
        <translation>Không hiện được ảnh này. Tệp vẫn được giữ nguyên.</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Where to?</source>
        <translation>Khôi phục vào đâu?</translation>
    </message>
    <message>
        <source>Into the ledger's own folder, or into a new one on this computer.</source>
        <translation>Vào chính thư mục của sổ, hoặc một thư mục mới trên máy này.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Choose a folder, or type its whole path.</source>
        <translation>Hãy chọn thư mục hoặc nhập đường dẫn đầy đủ.</translation>
    </message>
    <message>
        <source>The folder of the restored ledger</source>
        <translation>Thư mục cho sổ được khôi phục</translation>
    </message>
    <message>
        <source>A new ledger's folder is made here.</source>
        <translation>Thư mục mới cho sổ sẽ được tạo ở đây.</translation>
    </message>
    <message>
        <source>This folder lies on a network drive. Choose one on a drive of this computer.</source>
        <translation>Thư mục này nằm trên ổ mạng. Hãy chọn thư mục trên ổ đĩa của máy này.</translation>
    </message>
    <message>
        <source>This folder lies inside another ledger. Choose one outside of it.</source>
        <translation>Thư mục này nằm trong một sổ khác. Hãy chọn thư mục ở ngoài.</translation>
    </message>
    <message>
        <source>Nothing can be written into this folder. Choose another one.</source>
        <translation>Không ghi được vào thư mục này. Hãy chọn thư mục khác.</translation>
    </message>
    <message>
        <source>A ledger lies here. It is backed up first, then the restored one takes its place.</source>
        <translation>Đang có một sổ ở đây. Sổ đó được sao lưu trước, rồi sổ khôi phục thay vào chỗ của nó.</translation>
    </message>
    <message>
        <source>{service} copies this folder to the internet while it is written; that can damage a ledger.</source>
        <translation>{service} chép thư mục này lên mạng ngay khi đang ghi, dễ làm hỏng sổ.</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>before {date} · kept for months: {months}</source>
        <translation>trước {date} · giữ {months} tháng</translation>
    </message>
    <message>
        <source>to erase</source>
        <translation>sẽ xóa</translation>
    </message>
    <message>
        <source>to empty</source>
        <translation>sẽ bỏ nội dung</translation>
    </message>
    <message>
        <source>lists to empty</source>
        <translation>danh sách sẽ bỏ tên</translation>
    </message>
    <message>
        <source>to delete</source>
        <translation>sẽ xóa</translation>
    </message>
    <message>
        <source>People on these lists: {count}</source>
        <translation>Số người trong các danh sách này: {count}</translation>
    </message>
    <message>
        <source>For example: {codes}</source>
        <translation>Ví dụ: {codes}</translation>
    </message>
    <message>
        <source>Held back: {reasons}</source>
        <translation>Giữ lại: {reasons}</translation>
    </message>
    <message>
        <source>Among them: {codes}</source>
        <translation>Trong đó: {codes}</translation>
    </message>
</context>
<context>
    <name>PolicyBand</name>
    <message>
        <source>Contradictions: {count}.</source>
        <translation>Chỗ mâu thuẫn: {count}.</translation>
    </message>
    <message>
        <source>Not stated by any clause: {words}.</source>
        <translation>Chưa điều khoản nào nêu: {words}.</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>Xem giải thích</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Thu gọn</translation>
    </message>
</context>
<context>
    <name>PolicyDraftDialog</name>
    <message>
        <source>Next version of the policy</source>
        <translation>Phiên bản tiếp theo của chính sách</translation>
    </message>
    <message>
        <source>Parts of the draft</source>
        <translation>Các phần của bản nháp</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>Điều khoản</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Data collected</source>
        <translation>Dữ liệu thu thập</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Chia sẻ</translation>
    </message>
    <message>
        <source>Title and labels</source>
        <translation>Tên và nhãn</translation>
    </message>
    <message>
        <source>Discard the draft…</source>
        <translation>Bỏ bản nháp…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Save the draft</source>
        <translation>Lưu bản nháp</translation>
    </message>
    <message>
        <source>Review and publish…</source>
        <translation>Xem lại và công bố…</translation>
    </message>
    <message>
        <source>Back to the draft</source>
        <translation>Về bản nháp</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Công bố…</translation>
    </message>
    <message>
        <source>Begun from version {number} · saved {time} by {name}</source>
        <translation>Bắt đầu từ phiên bản {number} · {name} lưu lúc {time}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>The draft is saved.</source>
        <translation>Đã lưu bản nháp.</translation>
    </message>
    <message>
        <source>Throw the draft away?</source>
        <translation>Bỏ bản nháp?</translation>
    </message>
    <message>
        <source>Everything that was changed in it is lost. The version in force stays as it is.</source>
        <translation>Mọi thay đổi trong bản nháp sẽ mất. Phiên bản đang có hiệu lực vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Bỏ bản nháp</translation>
    </message>
    <message>
        <source>Version {number} is published. It counts when its notices are done.</source>
        <translation>Đã công bố phiên bản {number}. Phiên bản này có hiệu lực khi thông báo xong cho khách.</translation>
    </message>
    <message>
        <source>Version {number} is published and in force.</source>
        <translation>Đã công bố phiên bản {number}, có hiệu lực ngay.</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Đóng mà không lưu?</translation>
    </message>
    <message>
        <source>What you changed in the draft is not saved yet.</source>
        <translation>Những gì bạn sửa trong bản nháp chưa được lưu.</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Đóng, không lưu</translation>
    </message>
</context>
<context>
    <name>PolicyPage</name>
    <message>
        <source>Policy</source>
        <translation>Chính sách</translation>
    </message>
    <message>
        <source>{title} · version {number} · in force since {time}</source>
        <translation>{title} · phiên bản {number} · có hiệu lực từ {time}</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Chỉ đọc</translation>
    </message>
    <message>
        <source>Parts of the policy</source>
        <translation>Các phần của chính sách</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>New version…</source>
        <translation>Phiên bản mới…</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>Điều khoản</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Data collected</source>
        <translation>Dữ liệu thu thập</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Chia sẻ</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>{title} · version {number} · published {time}, notices running</source>
        <translation>{title} · phiên bản {number} · công bố {time}, đang thông báo cho khách</translation>
    </message>
    <message>
        <source>{title} · version {number} · published {time}</source>
        <translation>{title} · phiên bản {number} · công bố {time}</translation>
    </message>
    <message>
        <source>{sentence} · published by {name}</source>
        <translation>{sentence} · người công bố: {name}</translation>
    </message>
    <message>
        <source>Continue the draft</source>
        <translation>Viết tiếp bản nháp</translation>
    </message>
    <message>
        <source>Choose the file of a policy</source>
        <translation>Chọn tệp chính sách</translation>
    </message>
    <message>
        <source>Policy (*.toml)</source>
        <translation>Chính sách (*.toml)</translation>
    </message>
    <message>
        <source>Throw the draft away?</source>
        <translation>Bỏ bản nháp?</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Bỏ bản nháp</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lưu thành PDF</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>What the backup holds</source>
        <translation>Trong bản sao lưu có gì</translation>
    </message>
    <message>
        <source>Nothing was changed so far. Read this first, then restore.</source>
        <translation>Đến giờ chưa có gì bị thay đổi. Hãy đọc kỹ rồi mới khôi phục.</translation>
    </message>
    <message>
        <source>In the backup</source>
        <translation>Trong bản sao lưu</translation>
    </message>
    <message>
        <source>Opened and checked</source>
        <translation>Đã mở và kiểm tra</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Cửa hàng</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Tạo lúc</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Đã được</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Lần ghi sự đồng ý</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Đơn hàng</translation>
    </message>
    <message>
        <source>Data shared</source>
        <translation>Lần chia sẻ dữ liệu</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Newest entry of the trail</source>
        <translation>Mục mới nhất của nhật ký</translation>
    </message>
    <message>
        <source>Format of the ledger</source>
        <translation>Phiên bản sổ</translation>
    </message>
    <message>
        <source>What does not come back</source>
        <translation>Những gì không quay lại</translation>
    </message>
    <message>
        <source>Customers erased since then are erased again before anybody sees them: {erasures}. Wishes not to be contacted that were said since then stay in force: {stops}.</source>
        <translation>Khách đã xóa sau lúc đó được xóa lại trước khi ai kịp nhìn thấy: {erasures}. Yêu cầu không liên hệ nhận sau lúc đó vẫn còn hiệu lực: {stops}.</translation>
    </message>
    <message>
        <source>No ledger of today could be read here. Whoever was erased after this backup was made has to be erased again by hand; the erasure certificates on paper say who.</source>
        <translation>Ở đây không đọc được sổ hiện tại. Khách đã xóa sau lúc lập bản này phải được xóa lại bằng tay; các giấy xác nhận xóa cho biết là ai.</translation>
    </message>
    <message>
        <source>What would be missing</source>
        <translation>Những gì sẽ thiếu</translation>
    </message>
    <message>
        <source>The ledger here cannot be read. It is kept aside for 30 days.</source>
        <translation>Sổ đang ở đây không đọc được. Sổ đó được cất riêng trong 30 ngày.</translation>
    </message>
    <message>
        <source>There is nothing to compare with.</source>
        <translation>Không có sổ nào để so sánh.</translation>
    </message>
    <message>
        <source>This backup holds entries that the ledger here does not have: an older backup was restored since.</source>
        <translation>Bản sao lưu này có những mục mà sổ ở đây không có: từ đó sổ đã được khôi phục từ một bản cũ hơn.</translation>
    </message>
    <message>
        <source>Nothing was recorded after this backup was made.</source>
        <translation>Sau khi lập bản này chưa ghi thêm gì.</translation>
    </message>
    <message>
        <source>Recorded after this backup and not in it, the newest of {newest}:</source>
        <translation>Đã ghi sau bản sao lưu này nên không có trong đó, mới nhất lúc {newest}:</translation>
    </message>
    <message>
        <source>The ledger of now is backed up before it is replaced, so it can be put back.</source>
        <translation>Sổ hiện tại được sao lưu trước khi bị thay, nên vẫn lấy lại được.</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Who can open it afterwards</source>
        <translation>Sau đó ai mở được sổ</translation>
    </message>
    <message>
        <source>Tick only people who still work here. Everybody else has to be added again afterwards.</source>
        <translation>Chỉ đánh dấu người vẫn đang làm ở đây. Những người khác phải được thêm lại sau.</translation>
    </message>
    <message>
        <source>The recovery sheet opens it too.</source>
        <translation>Phiếu khôi phục cũng mở được sổ.</translation>
    </message>
    <message>
        <source>{name} still works here</source>
        <translation>{name} vẫn đang làm ở đây</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Được</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>If ticked</source>
        <translation>Nếu đánh dấu</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Save the paper as a PDF instead.</source>
        <translation>Máy tính này chưa cài máy in. Hãy lưu giấy thành tệp PDF.</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Print a calibration page</source>
        <translation>In trang căn chỉnh</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Sent to {printer}</source>
        <translation>Đã gửi tới {printer}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lưu thành PDF</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
    <message>
        <source>Preparing the paper…</source>
        <translation>Đang chuẩn bị giấy…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Printing page {number} of {count}</source>
        <translation>Đang in trang {number} trên {count}</translation>
    </message>
    <message>
        <source>Printing was stopped. Pages the printer had already may still come out.</source>
        <translation>Đã dừng in. Những trang máy in đã nhận vẫn có thể in ra.</translation>
    </message>
</context>
<context>
    <name>PrinterProfileDialog</name>
    <message>
        <source>Correction of {printer}</source>
        <translation>Hiệu chỉnh {printer}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>1. Print the page on the paper you use, in its real size.</source>
        <translation>1. In trang đo lên đúng loại giấy đang dùng, đúng kích thước thật.</translation>
    </message>
    <message>
        <source>2. Measure from the left and the upper edge to the frame. Both should be 5 mm: enter what is missing.</source>
        <translation>2. Đo từ mép trái và mép trên đến khung. Cả hai phải là 5 mm: nhập phần còn thiếu.</translation>
    </message>
    <message>
        <source>3. Measure the long line. It should be 50 mm: at 49.5 mm enter 101 %.</source>
        <translation>3. Đo đoạn dài. Đoạn này phải là 50 mm: nếu chỉ 49,5 mm thì nhập 101 %.</translation>
    </message>
    <message>
        <source>4. Save, print the page again, and measure again.</source>
        <translation>4. Lưu, in lại trang đo và đo lại.</translation>
    </message>
    <message>
        <source>Print the page to measure</source>
        <translation>In trang đo</translation>
    </message>
    <message>
        <source>The page to measure: 5 mm from the edges, 50 mm between the marks</source>
        <translation>Trang đo: cách mép 5 mm, giữa hai vạch 50 mm</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Dịch sang phải</translation>
    </message>
    <message>
        <source>Less than 0 moves to the left.</source>
        <translation>Nhỏ hơn 0 là dịch sang trái.</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Dịch xuống</translation>
    </message>
    <message>
        <source>Less than 0 moves up.</source>
        <translation>Nhỏ hơn 0 là dịch lên.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
    <message>
        <source>100 % leaves it as it is.</source>
        <translation>100 % là giữ nguyên.</translation>
    </message>
    <message>
        <source>The page was sent to the printer.</source>
        <translation>Đã gửi trang đo đến máy in.</translation>
    </message>
</context>
<context>
    <name>PrintingPanel</name>
    <message>
        <source>Labels and printers</source>
        <translation>Nhãn và máy in</translation>
    </message>
    <message>
        <source>For this computer only. Paper is always printed in its real size.</source>
        <translation>Chỉ cho máy này. Giấy luôn được in đúng kích thước thật.</translation>
    </message>
    <message>
        <source>Ask at each print</source>
        <translation>Hỏi mỗi lần in</translation>
    </message>
    <message>
        <source>Paper of the labels</source>
        <translation>Giấy in nhãn</translation>
    </message>
    <message>
        <source>Printer of the labels</source>
        <translation>Máy in nhãn</translation>
    </message>
    <message>
        <source>Printer of everything else</source>
        <translation>Máy in các giấy khác</translation>
    </message>
    <message>
        <source>Save the printers</source>
        <translation>Lưu máy in</translation>
    </message>
    <message>
        <source>Label roll, {width} x {height} mm</source>
        <translation>Cuộn nhãn, {width} x {height} mm</translation>
    </message>
    <message>
        <source>A6 paper, {width} x {height} mm</source>
        <translation>Giấy A6, {width} x {height} mm</translation>
    </message>
    <message>
        <source>Small label roll, {width} x {height} mm</source>
        <translation>Cuộn nhãn nhỏ, {width} x {height} mm</translation>
    </message>
    <message>
        <source>A4 sheet of four labels, {width} x {height} mm</source>
        <translation>Tờ A4 bốn nhãn, {width} x {height} mm</translation>
    </message>
    <message>
        <source>Where printers are off</source>
        <translation>Máy in bị lệch</translation>
    </message>
    <message>
        <source>A label printed beside its place is corrected here, by measuring one page with a ruler.</source>
        <translation>Nhãn in lệch chỗ được chỉnh ở đây, bằng cách lấy thước đo một trang.</translation>
    </message>
    <message>
        <source>No printer is set up on this computer.</source>
        <translation>Máy này chưa cài máy in.</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Hiệu chỉnh…</translation>
    </message>
    <message>
        <source>Correct {printer}</source>
        <translation>Hiệu chỉnh {printer}</translation>
    </message>
    <message>
        <source>not corrected</source>
        <translation>chưa hiệu chỉnh</translation>
    </message>
    <message>
        <source>right {x} mm · down {y} mm · size {scale} %</source>
        <translation>sang phải {x} mm · xuống {y} mm · kích thước {scale} %</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Close Sổ Kín?</source>
        <translation>Đóng Sổ Kín?</translation>
    </message>
    <message>
        <source>What was typed here is not saved yet.</source>
        <translation>Những gì bạn gõ ở đây chưa được lưu.</translation>
    </message>
    <message>
        <source>Change the theme now?</source>
        <translation>Đổi giao diện ngay?</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Đổi</translation>
    </message>
    <message>
        <source>The demo's ledger is thrown away; nothing is restored there.</source>
        <translation>Sổ trình diễn sẽ bị bỏ đi nên không khôi phục gì ở đó.</translation>
    </message>
    <message>
        <source>The policy or the shop's data changed. Show the new ones now?</source>
        <translation>Chính sách hoặc thông tin cửa hàng đã đổi. Hiện bản mới ngay?</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Hiện bản mới</translation>
    </message>
    <message>
        <source>What was half-written could not be kept. {reason}</source>
        <translation>Không giữ được những gì đang viết dở. {reason}</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Đóng, không lưu</translation>
    </message>
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
        <source>Sổ Kín is running already, but its window does not answer. Wait a moment and start it again; if that does not help, end it in the system's list of programs. What was saved is safe.</source>
        <translation>Sổ Kín đang chạy nhưng cửa sổ không trả lời. Hãy đợi một lát rồi mở lại; nếu vẫn vậy, hãy kết thúc nó trong danh sách chương trình của máy. Những gì đã lưu vẫn an toàn.</translation>
    </message>
    <message>
        <source>Making up a shop and its last six weeks…</source>
        <translation>Đang dựng một cửa hàng mẫu với sáu tuần vừa qua…</translation>
    </message>
</context>
<context>
    <name>PromiseDetail</name>
    <message>
        <source>Choose a promise</source>
        <translation>Chọn một lời hứa</translation>
    </message>
    <message>
        <source>Violations: {count}</source>
        <translation>Vi phạm: {count}</translation>
    </message>
    <message>
        <source>Figures of the period</source>
        <translation>Số liệu trong kỳ</translation>
    </message>
    <message>
        <source>Course of the period</source>
        <translation>Diễn biến trong kỳ</translation>
    </message>
    <message>
        <source>Records behind it</source>
        <translation>Hồ sơ làm chứng</translation>
    </message>
    <message>
        <source>The clause as published</source>
        <translation>Điều khoản như đã công bố</translation>
    </message>
    <message>
        <source>What the program does</source>
        <translation>Chương trình làm gì</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>Cách tính</translation>
    </message>
    <message>
        <source>Nothing this promise is about happened in the period.</source>
        <translation>Trong kỳ không có việc nào thuộc lời hứa này.</translation>
    </message>
    <message>
        <source>Go to: {page}</source>
        <translation>Mở trang: {page}</translation>
    </message>
    <message>
        <source>The trail covers what everybody did, so only the manager reads it.</source>
        <translation>Nhật ký gồm việc của mọi người nên chỉ quản lý được xem.</translation>
    </message>
    <message>
        <source>In order: {good}, violations: {bad}</source>
        <translation>Đúng: {good}, vi phạm: {bad}</translation>
    </message>
</context>
<context>
    <name>PromiseModel</name>
    <message>
        <source>Clause</source>
        <translation>Khoản</translation>
    </message>
    <message>
        <source>Promise and evidence</source>
        <translation>Lời hứa và bằng chứng</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>In order: {good}, violations: {bad}</source>
        <translation>Đúng: {good}, vi phạm: {bad}</translation>
    </message>
</context>
<context>
    <name>PromiseWords</name>
    <message>
        <source>{days}: in order {good}, violations {bad}</source>
        <translation>{days}: đúng {good}, vi phạm {bad}</translation>
    </message>
</context>
<context>
    <name>PromisesPage</name>
    <message>
        <source>Promises</source>
        <translation>Lời hứa</translation>
    </message>
    <message>
        <source>Every clause of the published policy, and what the records say about keeping it.</source>
        <translation>Từng điều khoản trong chính sách đã công bố, và hồ sơ cho thấy cửa hàng giữ lời ra sao.</translation>
    </message>
    <message>
        <source>Record a breach…</source>
        <translation>Ghi một vi phạm…</translation>
    </message>
    <message>
        <source>Print the proof…</source>
        <translation>In bản chứng minh…</translation>
    </message>
    <message>
        <source>The proof covers what everybody did, so only the manager prints it.</source>
        <translation>Bản chứng minh gồm việc làm của mọi người nên chỉ quản lý in được.</translation>
    </message>
    <message>
        <source>No promise stands so</source>
        <translation>Không có lời hứa nào như vậy</translation>
    </message>
    <message>
        <source>Show all promises again to see the others.</source>
        <translation>Hiện lại tất cả để xem các lời hứa khác.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Hiện tất cả</translation>
    </message>
    <message>
        <source>Nothing was counted yet</source>
        <translation>Chưa đếm số liệu</translation>
    </message>
    <message>
        <source>Each promise is counted from the records of the period.</source>
        <translation>Mỗi lời hứa được đếm từ các hồ sơ trong kỳ.</translation>
    </message>
    <message>
        <source>Count now</source>
        <translation>Đếm ngay</translation>
    </message>
    <message>
        <source>Choose the days it belongs to, then go on with it again.</source>
        <translation>Hãy chọn khoảng ngày có vi phạm này, rồi bấm “Viết tiếp” lần nữa.</translation>
    </message>
    <message>
        <source>{code} recorded.</source>
        <translation>Đã ghi {code}.</translation>
    </message>
    <message>
        <source>{code} is closed.</source>
        <translation>Đã đóng {code}.</translation>
    </message>
    <message>
        <source>The explanation is saved.</source>
        <translation>Đã lưu lời giải thích.</translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>Copy the head</source>
        <translation>Chép mã đầu chuỗi</translation>
    </message>
    <message>
        <source>Compare both with the last printed report: paper is what counts.</source>
        <translation>So cả hai với báo cáo in gần nhất: bản giấy mới là bằng chứng.</translation>
    </message>
    <message>
        <source>Checking the trail</source>
        <translation>Đang kiểm tra nhật ký</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Last check of everything</source>
        <translation>Lần kiểm tra toàn bộ gần nhất</translation>
    </message>
    <message>
        <source>Newest entry: {number}</source>
        <translation>Dòng mới nhất: {number}</translation>
    </message>
    <message>
        <source>Head of the trail</source>
        <translation>Mã đầu chuỗi của nhật ký</translation>
    </message>
    <message>
        <source>never checked</source>
        <translation>chưa kiểm tra</translation>
    </message>
    <message>
        <source>Nobody has checked the whole trail yet.</source>
        <translation>Chưa ai kiểm tra toàn bộ nhật ký.</translation>
    </message>
    <message>
        <source>intact</source>
        <translation>nguyên vẹn</translation>
    </message>
    <message>
        <source>{time} by {name}: entries found whole: {count}</source>
        <translation>{time}, {name} kiểm tra: {count} dòng đều nguyên vẹn</translation>
    </message>
    <message>
        <source>The head is copied.</source>
        <translation>Đã chép mã đầu chuỗi.</translation>
    </message>
    <message>
        <source>Checking the file…</source>
        <translation>Đang kiểm tra tệp…</translation>
    </message>
    <message>
        <source>Entries checked: {done} of {total}. You can go on working meanwhile.</source>
        <translation>Đã kiểm tra {done} trên {total} dòng. Bạn vẫn làm việc khác được.</translation>
    </message>
    <message>
        <source>Everything holds. Entries: {entries} · signatures: {signatures} · up to number {seq} · seconds: {time}</source>
        <translation>Tất cả nguyên vẹn. Số dòng: {entries} · chữ ký: {signatures} · đến dòng {seq} · mất {time} giây</translation>
    </message>
    <message>
        <source>The audit trail holds.</source>
        <translation>Nhật ký kiểm toán nguyên vẹn.</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>có sai lệch</translation>
    </message>
    <message>
        <source>Saved from a damaged file on {day}: the trail is broken from entry {number} since then, and can never be found whole again. Entries lost: {lost}.</source>
        <translation>Sổ được cứu từ tệp hỏng ngày {day}: lúc đó nhật ký đứt từ dòng {number}, nên không bao giờ kiểm được trọn vẹn nữa. Số dòng đã mất: {lost}.</translation>
    </message>
    <message>
        <source>The gap may come from the damage salvaged on {day}: the trail was broken from entry {number} then already (entries lost: {lost}). What lies between the gap and the salvage cannot be proven any more.</source>
        <translation>Chỗ đứt có thể do lần hỏng sổ được cứu ngày {day}: lúc đó nhật ký đã đứt từ dòng {number} (số dòng đã mất: {lost}). Phần từ chỗ đứt đến lần cứu sổ không còn chứng minh được nữa.</translation>
    </message>
    <message>
        <source>But what was recorded after it does not hold either, and the damage does not explain that: {why}</source>
        <translation>Nhưng phần ghi sau đó cũng không khớp, và lần hỏng sổ không giải thích được điều này: {why}</translation>
    </message>
    <message>
        <source>What was recorded after the salvage was checked by itself and holds.</source>
        <translation>Phần ghi sau lần cứu sổ đã được kiểm riêng và vẫn khớp.</translation>
    </message>
    <message>
        <source>Compare the last report printed before that day: paper is what counts.</source>
        <translation>Hãy đối chiếu với báo cáo in gần nhất trước ngày đó: bản giấy mới là căn cứ.</translation>
    </message>
    <message>
        <source>Record nothing more, and delete nothing. Copy the whole folder of the ledger to another drive.</source>
        <translation>Không ghi thêm và không xóa gì. Chép nguyên thư mục sổ sang một ổ đĩa khác.</translation>
    </message>
    <message>
        <source>Take the last printed report and compare the number of the entry and the head on it.</source>
        <translation>Lấy báo cáo in gần nhất, so số dòng và mã đầu chuỗi trên đó.</translation>
    </message>
    <message>
        <source>Restore the newest backup from before that moment, and keep the copy as evidence.</source>
        <translation>Khôi phục bản sao lưu mới nhất trước thời điểm đó và giữ bản vừa chép làm bằng chứng.</translation>
    </message>
    <message>
        <source>First fault at entry {number}.</source>
        <translation>Sai lệch đầu tiên ở dòng {number}.</translation>
    </message>
    <message>
        <source>The trail does not hold</source>
        <translation>Nhật ký có sai lệch</translation>
    </message>
    <message>
        <source>The check could not be finished</source>
        <translation>Không kiểm tra xong được</translation>
    </message>
    <message>
        <source>The check was stopped; nothing was recorded.</source>
        <translation>Đã dừng kiểm tra; không ghi gì vào sổ.</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Language of the paper</source>
        <translation>Ngôn ngữ của báo cáo</translation>
    </message>
</context>
<context>
    <name>ProtectDialog</name>
    <message>
        <source>Protective measure</source>
        <translation>Biện pháp bảo vệ</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Do it first, then write down what was done.</source>
        <translation>Làm trước, rồi ghi lại việc đã làm.</translation>
    </message>
    <message>
        <source>For example: looked through who had seen the number; the wrong address was removed.</source>
        <translation>Ví dụ: đã kiểm tra ai từng xem số điện thoại; đã bỏ địa chỉ sai.</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>Đã làm gì?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
</context>
<context>
    <name>PurposeChoice</name>
    <message>
        <source>{purpose} (advertising)</source>
        <translation>{purpose} (quảng cáo)</translation>
    </message>
    <message>
        <source>Rests on consent: only those who said yes to it, each on the channel they named.</source>
        <translation>Dựa trên sự đồng ý: chỉ những ai đã đồng ý, mỗi người theo đúng kênh đã chọn.</translation>
    </message>
    <message>
        <source>Rests on consent: only the data of those who said yes to it.</source>
        <translation>Dựa trên sự đồng ý: chỉ dùng dữ liệu của những ai đã đồng ý.</translation>
    </message>
    <message>
        <source>Rests on the contract with the customer: no consent is asked, and it is for nothing else.</source>
        <translation>Dựa trên hợp đồng với khách: không cần hỏi đồng ý, nhưng không được dùng cho việc khác.</translation>
    </message>
    <message>
        <source>Rests on the law: no consent is asked, and it is for nothing else.</source>
        <translation>Dựa trên quy định của pháp luật: không cần hỏi đồng ý, nhưng không được dùng cho việc khác.</translation>
    </message>
    <message>
        <source>{basis} Advertising also has hours, a limit a day and the do-not-call list.</source>
        <translation>{basis} Quảng cáo còn phải theo khung giờ, số lần mỗi ngày và danh sách không quảng cáo.</translation>
    </message>
</context>
<context>
    <name>PurposesEditor</name>
    <message>
        <source>Purposes of the draft</source>
        <translation>Mục đích của bản nháp</translation>
    </message>
    <message>
        <source>The purpose in your own words</source>
        <translation>Mục đích do cửa hàng tự đặt</translation>
    </message>
    <message>
        <source>Advertising: hours, caps and the do-not-call list apply</source>
        <translation>Quảng cáo: phải theo giờ, số lần và danh sách không quảng cáo</translation>
    </message>
    <message>
        <source>Remove this purpose</source>
        <translation>Bỏ mục đích này</translation>
    </message>
    <message>
        <source>Purpose to add</source>
        <translation>Mục đích cần thêm</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Another Vietnamese text, basis or kind is another question: customers are asked again.</source>
        <translation>Đổi nội dung tiếng Việt, căn cứ hoặc loại là thành câu hỏi khác: phải hỏi lại khách.</translation>
    </message>
    <message>
        <source>Text in Vietnamese</source>
        <translation>Nội dung tiếng Việt</translation>
    </message>
    <message>
        <source>Text in English</source>
        <translation>Nội dung tiếng Anh</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Căn cứ pháp lý</translation>
    </message>
    <message>
        <source>Another purpose</source>
        <translation>Mục đích khác</translation>
    </message>
    <message>
        <source>Known as {id}, revision {number}</source>
        <translation>Mã: {id}, lần sửa {number}</translation>
    </message>
</context>
<context>
    <name>PurposesPanel</name>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Căn cứ pháp lý</translation>
    </message>
    <message>
        <source>Advertising</source>
        <translation>Quảng cáo</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Lần sửa</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>What rests on consent is done only for customers who agreed to this revision of it.</source>
        <translation>Việc dựa vào đồng ý chỉ làm với khách đã đồng ý đúng lần sửa này.</translation>
    </message>
</context>
<context>
    <name>QuickTimes</name>
    <message>
        <source>Now</source>
        <translation>Bây giờ</translation>
    </message>
    <message>
        <source>15 min earlier</source>
        <translation>Sớm hơn 15 phút</translation>
    </message>
    <message>
        <source>1 hour earlier</source>
        <translation>Sớm hơn 1 giờ</translation>
    </message>
    <message>
        <source>1 day earlier</source>
        <translation>Sớm hơn 1 ngày</translation>
    </message>
</context>
<context>
    <name>RecipientDialog</name>
    <message>
        <source>New partner</source>
        <translation>Đối tác mới</translation>
    </message>
    <message>
        <source>Edit the partner</source>
        <translation>Sửa đối tác</translation>
    </message>
    <message>
        <source>Add the partner</source>
        <translation>Thêm đối tác</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>To change it, close this partner and add it anew.</source>
        <translation>Muốn đổi, hãy ngừng dùng đối tác này rồi thêm lại.</translation>
    </message>
    <message>
        <source>Kind of partner</source>
        <translation>Loại đối tác</translation>
    </message>
    <message>
        <source>Phone (if any)</source>
        <translation>Điện thoại (nếu có)</translation>
    </message>
    <message>
        <source>Email (if any)</source>
        <translation>Email (nếu có)</translation>
    </message>
    <message>
        <source>Address (if any)</source>
        <translation>Địa chỉ (nếu có)</translation>
    </message>
    <message>
        <source>Website (if any)</source>
        <translation>Trang web (nếu có)</translation>
    </message>
    <message>
        <source>May receive data for</source>
        <translation>Được nhận dữ liệu để</translation>
    </message>
    <message>
        <source>Data it may receive</source>
        <translation>Dữ liệu được nhận</translation>
    </message>
    <message>
        <source>The policy offers no more than this to such a partner. Ticked is what you agreed with it.</source>
        <translation>Chính sách chỉ cho loại đối tác này chừng đó. Mục được đánh dấu là điều hai bên đã thỏa thuận.</translation>
    </message>
    <message>
        <source>The policy in force lets a partner of this kind have nothing.</source>
        <translation>Chính sách đang hiệu lực không cho loại đối tác này nhận gì.</translation>
    </message>
</context>
<context>
    <name>RecipientPanel</name>
    <message>
        <source>Edit…</source>
        <translation>Sửa…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Ngừng dùng…</translation>
    </message>
    <message>
        <source>Use again…</source>
        <translation>Dùng lại…</translation>
    </message>
    <message>
        <source>No partner chosen</source>
        <translation>Chưa chọn đối tác</translation>
    </message>
    <message>
        <source>Choose a partner in the list to see its papers.</source>
        <translation>Chọn một đối tác trong danh sách để xem giấy tờ.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã ngừng dùng</translation>
    </message>
    <message>
        <source>{role} · closed on {date}</source>
        <translation>{role} · ngừng dùng ngày {date}</translation>
    </message>
    <message>
        <source>Commitments</source>
        <translation>Cam kết</translation>
    </message>
    <message>
        <source>An authority signs none: it shows its papers each time.</source>
        <translation>Cơ quan nhà nước không ký cam kết: mỗi lần đều phải xuất trình giấy tờ.</translation>
    </message>
    <message>
        <source>Nothing was signed yet, so no data may go to this partner.</source>
        <translation>Chưa ký gì, nên không được đưa dữ liệu cho đối tác này.</translation>
    </message>
    <message>
        <source>The carrier has not agreed to masked labels, so no label can be printed for it.</source>
        <translation>Đơn vị vận chuyển chưa đồng ý nhận nhãn che, nên không in được nhãn cho đơn vị này.</translation>
    </message>
    <message>
        <source>Masked labels agreed on {date}</source>
        <translation>Đồng ý nhận nhãn che từ {date}</translation>
    </message>
    <message>
        <source>Masked labels</source>
        <translation>Nhãn che</translation>
    </message>
    <message>
        <source>New commitment…</source>
        <translation>Ghi cam kết mới…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Đổi…</translation>
    </message>
    <message>
        <source>Change the masked labels</source>
        <translation>Đổi thỏa thuận nhãn che</translation>
    </message>
    <message>
        <source>Change the routing zones</source>
        <translation>Đổi mã tuyến</translation>
    </message>
    <message>
        <source>None: the label shows the province only.</source>
        <translation>Chưa có: nhãn chỉ in tỉnh, thành phố.</translation>
    </message>
    <message>
        <source>Routing zones</source>
        <translation>Mã tuyến</translation>
    </message>
    <message>
        <source>May receive data for</source>
        <translation>Được nhận dữ liệu để</translation>
    </message>
    <message>
        <source>Data it may receive</source>
        <translation>Dữ liệu được nhận</translation>
    </message>
    <message>
        <source>agreed, but the policy does not allow it</source>
        <translation>đã thỏa thuận, nhưng chính sách không cho phép</translation>
    </message>
    <message>
        <source>the policy would allow it, but it was not agreed</source>
        <translation>chính sách cho phép, nhưng chưa thỏa thuận</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Không có gì</translation>
    </message>
    <message>
        <source>No phone, email or address was recorded.</source>
        <translation>Chưa ghi số điện thoại, email hay địa chỉ.</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Liên hệ</translation>
    </message>
    <message>
        <source>Nothing was given to this partner yet.</source>
        <translation>Chưa đưa dữ liệu nào cho đối tác này.</translation>
    </message>
    <message>
        <source>Times data were given: {count} · last on {time}</source>
        <translation>Số lần đưa dữ liệu: {count} · gần nhất {time}</translation>
    </message>
    <message>
        <source>Open the register</source>
        <translation>Mở sổ chia sẻ</translation>
    </message>
    <message>
        <source>Data given</source>
        <translation>Dữ liệu đã đưa</translation>
    </message>
</context>
<context>
    <name>RecipientsPage</name>
    <message>
        <source>Partners</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Who receives customers' data, what was agreed with them, and the commitments they signed.</source>
        <translation>Ai nhận dữ liệu của khách, đã thỏa thuận những gì và đã ký cam kết nào.</translation>
    </message>
    <message>
        <source>New partner</source>
        <translation>Đối tác mới</translation>
    </message>
    <message>
        <source>Show closed</source>
        <translation>Hiện đã ngừng</translation>
    </message>
    <message>
        <source>Find a partner</source>
        <translation>Tìm đối tác</translation>
    </message>
    <message>
        <source>Partners: {count}</source>
        <translation>Đối tác: {count}</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Đối tác</translation>
    </message>
    <message>
        <source>Commitment</source>
        <translation>Cam kết</translation>
    </message>
    <message>
        <source>Masked labels</source>
        <translation>Nhãn che</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã ngừng dùng</translation>
    </message>
    <message>
        <source>Add the courier, the installer and everybody else who receives customers' data.</source>
        <translation>Hãy thêm đơn vị vận chuyển, đơn vị lắp đặt và mọi bên nhận dữ liệu của khách.</translation>
    </message>
    <message>
        <source>No partner yet</source>
        <translation>Chưa có đối tác</translation>
    </message>
    <message>
        <source>The partner was added. Record its commitment next.</source>
        <translation>Đã thêm đối tác. Tiếp theo hãy ghi cam kết.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
    <message>
        <source>Close “{name}”?</source>
        <translation>Ngừng dùng “{name}”?</translation>
    </message>
    <message>
        <source>No data may go to this partner from then on. What it got before stays on record.</source>
        <translation>Từ đó không được đưa dữ liệu cho đối tác này. Những lần đã đưa vẫn còn trong sổ.</translation>
    </message>
    <message>
        <source>Close the partner</source>
        <translation>Ngừng dùng đối tác</translation>
    </message>
    <message>
        <source>Use “{name}” again?</source>
        <translation>Dùng lại “{name}”?</translation>
    </message>
    <message>
        <source>Its commitments count as they stand today.</source>
        <translation>Các cam kết được tính theo tình trạng hôm nay.</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Dùng lại</translation>
    </message>
</context>
<context>
    <name>RecordLink</name>
    <message>
        <source>The trail covers what everybody did, so only the manager reads it.</source>
        <translation>Nhật ký gồm việc của mọi người nên chỉ quản lý được xem.</translation>
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
        <translation>Nhóm {number} của mã khôi phục</translation>
    </message>
</context>
<context>
    <name>RecoveryPaper</name>
    <message>
        <source>The sheet was sent to the printer.</source>
        <translation>Đã gửi phiếu tới máy in.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Lưu phiếu khôi phục</translation>
    </message>
    <message>
        <source>so-kin-recovery-sheet.pdf</source>
        <translation>so-kin-phieu-khoi-phuc.pdf</translation>
    </message>
    <message>
        <source>Saved as “{name}”. Print it elsewhere, then delete the file.</source>
        <translation>Đã lưu thành “{name}”. Hãy in ở máy khác rồi xóa tệp đi.</translation>
    </message>
</context>
<context>
    <name>RecoverySheetDialog</name>
    <message>
        <source>New recovery sheet</source>
        <translation>Phiếu khôi phục mới</translation>
    </message>
    <message>
        <source>Make a new sheet</source>
        <translation>Tạo phiếu mới</translation>
    </message>
    <message>
        <source>Take the paper and type the code from it: that proves it can be read.</source>
        <translation>Hãy lấy tờ giấy và gõ lại mã trên đó: như vậy là chắc chắn đọc được.</translation>
    </message>
    <message>
        <source>A new code is made and shown once. Print it, or write it down by hand.</source>
        <translation>Mã mới được tạo và chỉ hiện một lần. Hãy in ra hoặc chép tay.</translation>
    </message>
    <message>
        <source>The whole ledger is encrypted anew; everybody keeps their passphrase.</source>
        <translation>Cả sổ được mã hóa lại; mọi người vẫn dùng mật khẩu cũ của mình.</translation>
    </message>
    <message>
        <source>At the end you retype the code from the paper. Keep the paper away from here.</source>
        <translation>Cuối cùng bạn gõ lại mã theo giấy. Hãy cất tờ giấy ở nơi khác.</translation>
    </message>
    <message>
        <source>I have the code on paper</source>
        <translation>Tôi đã có mã trên giấy</translation>
    </message>
    <message>
        <source>Check and finish</source>
        <translation>Kiểm tra và hoàn tất</translation>
    </message>
    <message>
        <source>Retype later…</source>
        <translation>Gõ lại sau…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>The code is not shown again, and the old sheet does not open the ledger any more. Without the code on paper only your passphrases open it.</source>
        <translation>Mã không hiện lại nữa, và phiếu cũ không còn mở được sổ. Nếu không có mã trên giấy thì chỉ mật khẩu của mọi người mở được sổ.</translation>
    </message>
    <message>
        <source>Checking the code…</source>
        <translation>Đang kiểm tra mã…</translation>
    </message>
    <message>
        <source>The old sheet opens neither the ledger nor the backups beside it any more. Copies on other drives still open with it alone: make new ones there and delete the old ones, then tear it up.</source>
        <translation>Phiếu cũ không còn mở được sổ và các bản sao lưu bên cạnh sổ. Các bản sao ở ổ đĩa khác vẫn chỉ mở được bằng phiếu cũ: hãy sao lưu lại vào đó và xóa các bản cũ, rồi mới xé phiếu.</translation>
    </message>
    <message>
        <source>This code does not open the ledger. Compare it with the sheet.</source>
        <translation>Mã này không mở được sổ. Hãy đối chiếu với phiếu.</translation>
    </message>
    <message>
        <source>Go on without retyping the code?</source>
        <translation>Không gõ lại mã mà làm tiếp?</translation>
    </message>
    <message>
        <source>Retype later</source>
        <translation>Gõ lại sau</translation>
    </message>
</context>
<context>
    <name>RegisterView</name>
    <message>
        <source>Register of shared data</source>
        <translation>Sổ chia sẻ dữ liệu</translation>
    </message>
    <message>
        <source>Nothing was shared yet</source>
        <translation>Chưa chia sẻ dữ liệu lần nào</translation>
    </message>
    <message>
        <source>You have recorded nothing yet</source>
        <translation>Bạn chưa ghi lần chia sẻ nào</translation>
    </message>
    <message>
        <source>Handing over parcels writes each carrier here by itself. Record anything else by hand.</source>
        <translation>Bàn giao kiện hàng thì đơn vị chuyển tự được ghi vào đây. Các lần chia sẻ khác thì ghi bằng tay.</translation>
    </message>
    <message>
        <source>Record a disclosure</source>
        <translation>Ghi lần chia sẻ</translation>
    </message>
    <message>
        <source>Customer's name or code</source>
        <translation>Tên hoặc mã khách hàng</translation>
    </message>
    <message>
        <source>Rows: {count}</source>
        <translation>Số dòng: {count}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời điểm</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Purpose and data</source>
        <translation>Mục đích và dữ liệu</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Chứng từ</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>All recipients</source>
        <translation>Mọi bên nhận</translation>
    </message>
    <message>
        <source>All bases</source>
        <translation>Mọi căn cứ</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
</context>
<context>
    <name>RekeyDialog</name>
    <message>
        <source>How much of the ledger is encrypted anew</source>
        <translation>Đã mã hóa lại được bao nhiêu phần sổ</translation>
    </message>
    <message>
        <source>It takes a few seconds, with a very large ledger a minute or two. Close the program and switch the computer off only afterwards. If it stops all the same, no data are lost: sign in, look whether it was done, and do it again if not.</source>
        <translation>Việc này mất vài giây, với sổ rất lớn thì một hai phút. Chỉ đóng chương trình và tắt máy sau khi xong. Nếu máy vẫn tắt giữa chừng thì dữ liệu không mất: đăng nhập lại, xem việc này đã xong chưa, chưa xong thì làm lại.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed; the ledger is as it was.</source>
        <translation>Đã dừng. Chưa có gì thay đổi, sổ vẫn như trước.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>The new file is checked and put in place; this cannot be stopped any more.</source>
        <translation>Đang kiểm tra tệp mới và đưa vào thay chỗ, không dừng được nữa.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Đang dừng…</translation>
    </message>
    <message>
        <source>First the ledger is backed up…</source>
        <translation>Đang sao lưu sổ trước đã…</translation>
    </message>
    <message>
        <source>Encrypted anew: {percent}%</source>
        <translation>Đã mã hóa lại: {percent}%</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Fell due while the computer slept: {count}</source>
        <translation>{count} việc đến hạn trong lúc máy ngủ</translation>
    </message>
    <message>
        <source>Fell due while the program was closed: {count}</source>
        <translation>{count} việc đến hạn trong lúc chương trình đóng</translation>
    </message>
    <message>
        <source>Fell due while the screen was locked: {count}</source>
        <translation>{count} việc đến hạn trong lúc khóa màn hình</translation>
    </message>
    <message>
        <source>Fell due: {count}. Unlock the screen to see it.</source>
        <translation>{count} việc vừa đến hạn. Mở khóa màn hình để xem.</translation>
    </message>
</context>
<context>
    <name>RemindersPanel</name>
    <message>
        <source>Notifications</source>
        <translation>Thông báo nhắc việc</translation>
    </message>
    <message>
        <source>For this computer only. Today and the side bar show what is due in any case.</source>
        <translation>Chỉ cho máy tính này. Trang Hôm nay và thanh bên luôn cho thấy việc đến hạn.</translation>
    </message>
    <message>
        <source>Show a notification when something falls due</source>
        <translation>Hiện thông báo khi có việc sắp đến hạn</translation>
    </message>
    <message>
        <source>At half of the time, at 80 %, when it is due and when it is overdue; after sleep, what fell due meanwhile. A notification names codes only, never a customer.</source>
        <translation>Khi đã qua nửa thời hạn, qua 80 %, khi đến hạn và khi quá hạn; sau khi máy ngủ thì báo các việc đã đến hạn trong lúc đó. Thông báo chỉ có mã số, không bao giờ có tên khách.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>This system shows no notifications of programs: they stand inside the window only.</source>
        <translation>Máy này không hiện thông báo của chương trình; thông báo chỉ có trong cửa sổ.</translation>
    </message>
</context>
<context>
    <name>ReopenDialog</name>
    <message>
        <source>Reopen {code}</source>
        <translation>Mở lại {code}</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Its clocks go on from its receipt. Past its limit, the result so far stands: late stays late.</source>
        <translation>Hạn vẫn tính từ khi nhận. Nếu đã qua hạn, kết quả giữ nguyên: trễ vẫn là trễ.</translation>
    </message>
    <message>
        <source>What is not settled yet</source>
        <translation>Việc gì còn chưa xong</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{code}: {report}</source>
        <translation>{code}: {report}</translation>
    </message>
    <message>
        <source>It was reported</source>
        <translation>Đã báo cáo</translation>
    </message>
    <message>
        <source>Due {time}. {law}</source>
        <translation>Hạn {time}. {law}</translation>
    </message>
    <message>
        <source>Number of the file, or: by post, receipt number</source>
        <translation>Số văn bản, hoặc: gửi bưu điện, số phiếu gửi</translation>
    </message>
    <message>
        <source>This is after the time limit: the law asks for the reason.</source>
        <translation>Đã quá thời hạn: luật yêu cầu nêu lý do.</translation>
    </message>
    <message>
        <source>When was it reported?</source>
        <translation>Báo cáo lúc nào?</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Recipient</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>All recipients</source>
        <translation>Mọi bên nhận</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>All bases</source>
        <translation>Mọi căn cứ</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
    <message>
        <source>One customer only</source>
        <translation>Chỉ một khách hàng</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Khoảng thời gian</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>Ngôn ngữ của báo cáo</translation>
    </message>
    <message>
        <source>Choose a customer from the list.</source>
        <translation>Hãy chọn một khách hàng trong danh sách.</translation>
    </message>
    <message>
        <source>Rows in the report: {count}</source>
        <translation>Số lần chia sẻ trong báo cáo: {count}</translation>
    </message>
    <message>
        <source>Blocked disclosures counted in it: {count}</source>
        <translation>Số lần chia sẻ bị chặn được tính: {count}</translation>
    </message>
    <message>
        <source>This is a long report</source>
        <translation>Báo cáo này dài</translation>
    </message>
    <message>
        <source>Drawing it can take a while; you can go on working meanwhile.</source>
        <translation>Vẽ báo cáo có thể mất một lúc; bạn vẫn làm việc khác được.</translation>
    </message>
    <message>
        <source>Draw the preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Preparing the report</source>
        <translation>Đang chuẩn bị báo cáo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Looking at it records nothing. Printing or saving it is put on the trail.</source>
        <translation>Xem trước không ghi gì vào sổ. In hoặc lưu thì được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lưu thành PDF</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
</context>
<context>
    <name>RequestActs</name>
    <message>
        <source>{code} recorded. Its clocks run.</source>
        <translation>Đã ghi {code}. Các hạn bắt đầu tính.</translation>
    </message>
    <message>
        <source>{code}: they were told.</source>
        <translation>{code}: đã báo cho khách.</translation>
    </message>
    <message>
        <source>{code}: the customer is known now.</source>
        <translation>{code}: đã biết của khách nào.</translation>
    </message>
    <message>
        <source>{code}: it is the customer.</source>
        <translation>{code}: đúng là khách.</translation>
    </message>
    <message>
        <source>{code}: a partner must act too.</source>
        <translation>{code}: cần đối tác cùng làm.</translation>
    </message>
    <message>
        <source>{code} is extended. Whoever asked is told why.</source>
        <translation>Đã gia hạn {code}. Hãy báo lý do cho khách.</translation>
    </message>
    <message>
        <source>{code}: the correction is recorded.</source>
        <translation>{code}: đã ghi việc chỉnh sửa.</translation>
    </message>
    <message>
        <source>Erased. The certificate is {code}.</source>
        <translation>Đã xóa. Giấy xác nhận: {code}.</translation>
    </message>
    <message>
        <source>{code} is closed.</source>
        <translation>{code} đã kết thúc.</translation>
    </message>
    <message>
        <source>{code} is open again.</source>
        <translation>{code} đã mở lại.</translation>
    </message>
    <message>
        <source>Evidence (*.pdf *.png *.jpg *.jpeg *.txt)</source>
        <translation>Bằng chứng (*.pdf *.png *.jpg *.jpeg *.txt)</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Chọn tệp</translation>
    </message>
    <message>
        <source>The file is kept with {code}.</source>
        <translation>Đã giữ tệp cùng {code}.</translation>
    </message>
</context>
<context>
    <name>RequestDaysDialog</name>
    <message>
        <source>Source: {source}</source>
        <translation>Nguồn: {source}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Back to the shipped values</source>
        <translation>Về giá trị mặc định</translation>
    </message>
    <message>
        <source>Acknowledge within, in working days</source>
        <translation>Báo nhận trong, số ngày làm việc</translation>
    </message>
    <message>
        <source>Carry out within, in days</source>
        <translation>Thực hiện trong, số ngày</translation>
    </message>
    <message>
        <source>With a partner, in days</source>
        <translation>Khi cần đối tác, số ngày</translation>
    </message>
    <message>
        <source>Longer by one extension, in days</source>
        <translation>Gia hạn một lần thêm, số ngày</translation>
    </message>
    <message>
        <source>Shipped: {shipped} ({sure})</source>
        <translation>Mặc định: {shipped} ({sure})</translation>
    </message>
</context>
<context>
    <name>RequestDetail</name>
    <message>
        <source>What was asked</source>
        <translation>Khách yêu cầu gì</translation>
    </message>
    <message>
        <source>No request chosen</source>
        <translation>Chưa chọn yêu cầu nào</translation>
    </message>
    <message>
        <source>Choose one in the list to see what it waits for.</source>
        <translation>Chọn một yêu cầu trong danh sách để xem đang chờ gì.</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Who asks: how it was proven</source>
        <translation>Người yêu cầu: xác minh thế nào</translation>
    </message>
    <message>
        <source>{channel} · received {time}</source>
        <translation>{channel} · nhận {time}</translation>
    </message>
    <message>
        <source>{channel} · received {time} · written down {recorded}</source>
        <translation>{channel} · nhận {time} · ghi sổ {recorded}</translation>
    </message>
    <message>
        <source>The words were erased with the customer's data.</source>
        <translation>Nội dung đã được xóa cùng dữ liệu của khách.</translation>
    </message>
    <message>
        <source>Nothing more was said.</source>
        <translation>Khách không nói gì thêm.</translation>
    </message>
    <message>
        <source>Asked by: {who}</source>
        <translation>Người yêu cầu: {who}</translation>
    </message>
    <message>
        <source>Also feedback {code}</source>
        <translation>Cũng là phản hồi {code}</translation>
    </message>
    <message>
        <source>A complaint is answered whoever makes it; nobody has to be proven.</source>
        <translation>Khiếu nại của ai cũng được trả lời, không cần xác minh.</translation>
    </message>
    <message>
        <source>Not proven yet. Until then no data are given out, changed or erased.</source>
        <translation>Chưa xác minh. Cho đến lúc đó không đưa, sửa hay xóa dữ liệu nào.</translation>
    </message>
    <message>
        <source>{method} · {time} · {name}</source>
        <translation>{method} · {time} · {name}</translation>
    </message>
    <message>
        <source>{outcome} · closed {time} · {name}</source>
        <translation>{outcome} · kết thúc {time} · {name}</translation>
    </message>
</context>
<context>
    <name>RequestDialog</name>
    <message>
        <source>Record a request</source>
        <translation>Ghi yêu cầu</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>1 to 9: the kind · Ctrl+Enter: save</source>
        <translation>1 đến 9: loại yêu cầu · Ctrl+Enter: lưu</translation>
    </message>
    <message>
        <source>What the person wants, in their words</source>
        <translation>Khách muốn gì, đúng lời khách</translation>
    </message>
    <message>
        <source>Empty: not known yet. Type a name, phone or code.</source>
        <translation>Để trống nếu chưa biết. Gõ tên, số hoặc mã.</translation>
    </message>
    <message>
        <source>It is also a feedback</source>
        <translation>Đồng thời là phản hồi</translation>
    </message>
    <message>
        <source>The limits it gets are shown here once its kind is chosen.</source>
        <translation>Chọn loại yêu cầu để xem các hạn ở đây.</translation>
    </message>
    <message>
        <source>What is asked?</source>
        <translation>Khách yêu cầu gì?</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>Đến qua</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận lúc</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Khách đã nói gì</translation>
    </message>
    <message>
        <source>For somebody not on record, or who asks for another: name, and how to reach them.</source>
        <translation>Khi người yêu cầu chưa có trong sổ hoặc hỏi thay người khác: tên và cách liên lạc.</translation>
    </message>
    <message>
        <source>Who asks, if not the customer</source>
        <translation>Người yêu cầu, nếu không phải khách</translation>
    </message>
    <message>
        <source>Customer, if known</source>
        <translation>Khách hàng, nếu biết</translation>
    </message>
    <message>
        <source>One message, two clocks: answered within the hours promised, and carried out by law.</source>
        <translation>Một tin, hai hạn: trả lời trong số giờ đã hứa và thực hiện theo luật.</translation>
    </message>
    <message>
        <source>Acknowledge by {time}.</source>
        <translation>Báo đã nhận trước {time}.</translation>
    </message>
    <message>
        <source>To carry it out: {until}.</source>
        <translation>Thực hiện: {until}.</translation>
    </message>
    <message>
        <source>The same is asked already and open: {codes}. Record it again only if it is another matter.</source>
        <translation>Khách đã có yêu cầu như vậy đang mở: {codes}. Chỉ ghi thêm nếu là việc khác.</translation>
    </message>
    <message>
        <source>Choose what is asked.</source>
        <translation>Hãy chọn khách yêu cầu gì.</translation>
    </message>
    <message>
        <source>Choose a customer from the list, or empty this line and write below who asks.</source>
        <translation>Hãy chọn khách trong danh sách, hoặc để trống và ghi người yêu cầu ở dòng dưới.</translation>
    </message>
</context>
<context>
    <name>RequestFilters</name>
    <message>
        <source>Open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Mọi loại</translation>
    </message>
    <message>
        <source>Kind of request</source>
        <translation>Loại yêu cầu</translation>
    </message>
</context>
<context>
    <name>RequestLetterDialog</name>
    <message>
        <source>Letter about {code}</source>
        <translation>Thư về yêu cầu {code}</translation>
    </message>
    <message>
        <source>Look at the letter…</source>
        <translation>Xem thư…</translation>
    </message>
    <message>
        <source>Nothing is recorded before the letter is printed or saved.</source>
        <translation>Chỉ khi in hoặc lưu thư, sổ mới ghi lại.</translation>
    </message>
    <message>
        <source>Record now that the customer was told the request arrived</source>
        <translation>Ghi luôn là đã báo cho khách biết đã nhận yêu cầu</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Thư</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>Gửi bằng cách nào</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Gửi cho ai</translation>
    </message>
    <message>
        <source>Address on record</source>
        <translation>Địa chỉ đã lưu</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Words of the shop</source>
        <translation>Lời của cửa hàng</translation>
    </message>
    <message>
        <source>Printed, not kept.</source>
        <translation>Chỉ in trên thư, không lưu.</translation>
    </message>
    <message>
        <source>The law asks for it until {time}.</source>
        <translation>Luật buộc báo chậm nhất {time}.</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trao tận tay</translation>
    </message>
    <message>
        <source>{channel} (as the request came)</source>
        <translation>{channel} (kênh khách đã dùng)</translation>
    </message>
    <message>
        <source>{number}. {province}</source>
        <translation>{number}. {province}</translation>
    </message>
    <message>
        <source>The customer was erased or is not on record: what you type is printed and not kept.</source>
        <translation>Khách đã được xóa hoặc chưa có trong sổ: điều bạn gõ chỉ in trên thư, không lưu.</translation>
    </message>
    <message>
        <source>Leave it empty to use the one on record</source>
        <translation>Để trống để dùng địa chỉ đã lưu</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>Địa chỉ email</translation>
    </message>
    <message>
        <source>Street, ward, province</source>
        <translation>Số nhà, đường, phường, tỉnh</translation>
    </message>
    <message>
        <source>The letter may not go this way</source>
        <translation>Không được gửi thư theo cách này</translation>
    </message>
</context>
<context>
    <name>RequestLetterPreview</name>
    <message>
        <source>Save as email…</source>
        <translation>Lưu thành email…</translation>
    </message>
    <message>
        <source>Your mail program opens the file as a draft; check it and send it.</source>
        <translation>Chương trình email mở tệp này thành thư nháp; xem lại rồi gửi.</translation>
    </message>
    <message>
        <source>Save as email</source>
        <translation>Lưu thành email</translation>
    </message>
</context>
<context>
    <name>RequestListPanel</name>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu của khách</translation>
    </message>
    <message>
        <source>When somebody asks about their data, by phone, message or face to face, write it down at once.</source>
        <translation>Khi ai đó hỏi về dữ liệu của mình, qua điện thoại, tin nhắn hay trực tiếp, hãy ghi lại ngay.</translation>
    </message>
    <message>
        <source>Record a request</source>
        <translation>Ghi yêu cầu</translation>
    </message>
    <message>
        <source>Requests: {count}</source>
        <translation>Yêu cầu: {count}</translation>
    </message>
    <message>
        <source>Name, phone or code</source>
        <translation>Tên, số hoặc mã</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận</translation>
    </message>
    <message>
        <source>Nearest limit</source>
        <translation>Hạn gần nhất</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>No request is open</source>
        <translation>Không có yêu cầu nào đang mở</translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation>Không có gì quá hạn</translation>
    </message>
    <message>
        <source>No request was closed yet</source>
        <translation>Chưa có yêu cầu nào kết thúc</translation>
    </message>
    <message>
        <source>No request yet</source>
        <translation>Chưa có yêu cầu nào</translation>
    </message>
</context>
<context>
    <name>RequestWords</name>
    <message>
        <source>New</source>
        <translation>Chờ báo nhận</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <translation>Chưa rõ của ai</translation>
    </message>
    <message>
        <source>To identify</source>
        <translation>Chờ xác minh</translation>
    </message>
    <message>
        <source>To carry out</source>
        <translation>Chờ thực hiện</translation>
    </message>
    <message>
        <source>To close</source>
        <translation>Chờ kết thúc</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>Wants to know what the shop keeps.</source>
        <translation>Muốn biết cửa hàng đang giữ những gì.</translation>
    </message>
    <message>
        <source>Wants a copy to take away.</source>
        <translation>Muốn nhận một bản sao để mang về.</translation>
    </message>
    <message>
        <source>Something recorded is wrong or out of date.</source>
        <translation>Có thông tin ghi sai hoặc đã cũ.</translation>
    </message>
    <message>
        <source>Takes back a yes, such as to advertising.</source>
        <translation>Rút lại lời đồng ý, ví dụ nhận quảng cáo.</translation>
    </message>
    <message>
        <source>Keep the data, but do not use them for now.</source>
        <translation>Giữ dữ liệu nhưng tạm thời không dùng.</translation>
    </message>
    <message>
        <source>No more contact, or no use for a purpose.</source>
        <translation>Không liên hệ nữa, hoặc không dùng cho một việc.</translation>
    </message>
    <message>
        <source>Erase what the shop keeps about them.</source>
        <translation>Xóa những gì cửa hàng đang giữ về khách.</translation>
    </message>
    <message>
        <source>Guard the data better, such as after a leak.</source>
        <translation>Giữ dữ liệu kỹ hơn, ví dụ sau khi bị lộ.</translation>
    </message>
    <message>
        <source>Not content with goods, service or prices.</source>
        <translation>Không hài lòng về hàng, dịch vụ hoặc giá.</translation>
    </message>
    <message>
        <source>They stand before you, and you know who they are.</source>
        <translation>Khách đang ở trước mặt và bạn biết khách là ai.</translation>
    </message>
    <message>
        <source>You looked at it and gave it back: no picture, no copy, no number.</source>
        <translation>Bạn xem rồi trả lại: không chụp, không sao, không ghi số.</translation>
    </message>
    <message>
        <source>You called the number on record, not one given today.</source>
        <translation>Bạn gọi số đã lưu, không phải số mới đưa hôm nay.</translation>
    </message>
    <message>
        <source>You sent a code there, and they told it back.</source>
        <translation>Bạn gửi mã tới đó và khách đọc lại đúng.</translation>
    </message>
    <message>
        <source>The message itself came from the number or email on record.</source>
        <translation>Chính tin nhắn được gửi từ số hoặc email đã lưu.</translation>
    </message>
    <message>
        <source>You saw the paper; the request is about the person they speak for.</source>
        <translation>Bạn đã xem giấy; yêu cầu là về người mà họ đại diện.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã thực hiện</translation>
    </message>
    <message>
        <source>Partly done</source>
        <translation>Làm một phần</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Khách rút</translation>
    </message>
    <message>
        <source>Not proven</source>
        <translation>Không xác minh</translation>
    </message>
    <message>
        <source>Everything asked for was done.</source>
        <translation>Đã làm hết những gì khách yêu cầu.</translation>
    </message>
    <message>
        <source>Some of it was done; say what was not and why.</source>
        <translation>Làm được một phần; ghi rõ phần chưa làm và vì sao.</translation>
    </message>
    <message>
        <source>Only on a ground the law knows; the asker is told it.</source>
        <translation>Chỉ khi có căn cứ theo luật, và phải báo cho khách.</translation>
    </message>
    <message>
        <source>Whoever asked does not want it any more.</source>
        <translation>Người yêu cầu không muốn làm nữa.</translation>
    </message>
    <message>
        <source>Nobody could prove that the asker is the customer.</source>
        <translation>Không chứng minh được người yêu cầu là khách.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Báo nhận</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>Thực hiện</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Not known whose</source>
        <translation>Chưa rõ là ai</translation>
    </message>
    <message>
        <source>Target: {target} · legal limit: {limit} ({why})</source>
        <translation>Mục tiêu: {target} · hạn luật định: {limit} ({why})</translation>
    </message>
    <message>
        <source>Legal limit: {limit}</source>
        <translation>Hạn luật định: {limit}</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Đúng hạn</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Trễ hạn</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>cuối tuần</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>ngày nghỉ</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu của khách</translation>
    </message>
    <message>
        <source>What customers ask of the shop about their data, and until when.</source>
        <translation>Khách yêu cầu gì về dữ liệu của mình, và hạn đến khi nào.</translation>
    </message>
    <message>
        <source>Record a request</source>
        <translation>Ghi yêu cầu</translation>
    </message>
</context>
<context>
    <name>RequestsTab</name>
    <message>
        <source>Request</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Nearest limit</source>
        <translation>Hạn gần nhất</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>No request about the data yet</source>
        <translation>Chưa có yêu cầu nào về dữ liệu</translation>
    </message>
    <message>
        <source>A new one is recorded below.</source>
        <translation>Yêu cầu mới ghi ở nút bên dưới.</translation>
    </message>
    <message>
        <source>Record a request…</source>
        <translation>Ghi yêu cầu…</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Looking for the newest whole backup…</source>
        <translation>Đang tìm bản sao lưu nguyên vẹn mới nhất…</translation>
    </message>
    <message>
        <source>Restore this backup…</source>
        <translation>Khôi phục bản sao lưu này…</translation>
    </message>
    <message>
        <source>Save what can still be read…</source>
        <translation>Cứu phần còn đọc được…</translation>
    </message>
    <message>
        <source>Is that too much? A manager can save what can still be read of the damaged file.</source>
        <translation>Mất như vậy là quá nhiều? Quản lý có thể cứu phần còn đọc được của tệp hỏng.</translation>
    </message>
    <message>
        <source>A manager can save what can still be read of the damaged file.</source>
        <translation>Quản lý có thể cứu phần còn đọc được của tệp hỏng.</translation>
    </message>
    <message>
        <source>No whole backup lies beside this ledger.</source>
        <translation>Bên cạnh sổ này không có bản sao lưu nào nguyên vẹn.</translation>
    </message>
    <message>
        <source>The newest whole backup: {age}.</source>
        <translation>Bản sao lưu nguyên vẹn mới nhất: {age}.</translation>
    </message>
    <message>
        <source>There may be one on another drive: choose “Restore from a backup” below.</source>
        <translation>Có thể còn bản ở ổ đĩa khác: hãy chọn “Khôi phục từ bản sao lưu” bên dưới.</translation>
    </message>
    <message>
        <source>What was written down after it is not in it.</source>
        <translation>Những gì ghi sau đó không có trong bản này.</translation>
    </message>
    <message>
        <source>As far as one can tell, nothing was written down after it.</source>
        <translation>Theo những gì còn biết được, sau bản này chưa ghi thêm gì.</translation>
    </message>
    <message>
        <source>Entries written down after it, which it does not have: {count}</source>
        <translation>Số mục ghi sau đó mà bản này không có: {count}</translation>
    </message>
    <message>
        <source>today at {time}</source>
        <translation>hôm nay lúc {time}</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>hôm qua lúc {time}</translation>
    </message>
    <message>
        <source>{count} days ago, {when}</source>
        <translation>{count} ngày trước, {when}</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Restore from a backup</source>
        <translation>Khôi phục từ bản sao lưu</translation>
    </message>
    <message>
        <source>Which backup</source>
        <translation>Bản sao lưu nào</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Vào đâu</translation>
    </message>
    <message>
        <source>Who restores</source>
        <translation>Ai khôi phục</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Trong đó có gì</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Leave without restoring</source>
        <translation>Không khôi phục nữa</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Open the backup</source>
        <translation>Mở bản sao lưu</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Khôi phục…</translation>
    </message>
    <message>
        <source>Open the ledger</source>
        <translation>Mở sổ</translation>
    </message>
    <message>
        <source>Opening and checking…</source>
        <translation>Đang mở và kiểm tra…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>This code does not open the ledger or this backup. Compare it with the sheet.</source>
        <translation>Mã này không mở được sổ hoặc bản sao lưu này. Hãy so lại với phiếu.</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>Khôi phục bản sao lưu này?</translation>
    </message>
    <message>
        <source>What was recorded after it is not in the restored ledger. The ledger of now is backed up first.</source>
        <translation>Những gì ghi sau bản này không có trong sổ khôi phục. Sổ hiện tại được sao lưu trước.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Đã dừng. Chưa có gì bị thay đổi.</translation>
    </message>
</context>
<context>
    <name>RestrictDialog</name>
    <message>
        <source>Restrict the use</source>
        <translation>Hạn chế sử dụng dữ liệu</translation>
    </message>
    <message>
        <source>Restrict</source>
        <translation>Hạn chế</translation>
    </message>
    <message>
        <source>From now on the program refuses offers, contact lists, labels, hand-overs and sharing.</source>
        <translation>Từ lúc này chương trình từ chối quảng cáo, danh sách liên hệ, in nhãn, giao hàng và chia sẻ dữ liệu.</translation>
    </message>
    <message>
        <source>Still allowed: keeping the data, writing down what the customer says, and what the law demands:</source>
        <translation>Vẫn được làm: lưu giữ, ghi lại lời khách nói, và những việc luật yêu cầu:</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>For example until when, or why.</source>
        <translation>Ví dụ: đến khi nào, hoặc vì sao.</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Cho dùng lại</translation>
    </message>
    <message>
        <source>The use is restricted since {time}.</source>
        <translation>Việc sử dụng đang bị hạn chế từ {time}.</translation>
    </message>
    <message>
        <source>Why is the use allowed again?</source>
        <translation>Vì sao cho dùng lại?</translation>
    </message>
</context>
<context>
    <name>RetentionBand</name>
    <message>
        <source>Look and approve…</source>
        <translation>Xem và duyệt…</translation>
    </message>
    <message>
        <source>Put away until the next sign-in</source>
        <translation>Cất đi đến lần đăng nhập sau</translation>
    </message>
    <message>
        <source>Customers kept long enough: {count}</source>
        <translation>Có {count} khách hết hạn lưu giữ</translation>
    </message>
    <message>
        <source>Records kept long enough: {count}</source>
        <translation>Có {count} mục hết hạn lưu giữ</translation>
    </message>
</context>
<context>
    <name>RetentionDialog</name>
    <message>
        <source>What was kept long enough</source>
        <translation>Dữ liệu hết hạn lưu giữ</translation>
    </message>
    <message>
        <source>Let it go…</source>
        <translation>Xóa theo quy tắc…</translation>
    </message>
    <message>
        <source>By the rules in Settings, Retention. Until you let it go, nothing changes.</source>
        <translation>Theo quy tắc trong Cài đặt, Lưu giữ. Chưa bấm xóa thì chưa có gì thay đổi.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Let go: {done} of {total}</source>
        <translation>Đã xóa: {done} trên {total}</translation>
    </message>
    <message>
        <source>Looked at: {done} of {total}</source>
        <translation>Đã xem: {done} trên {total}</translation>
    </message>
    <message>
        <source>No rule is on</source>
        <translation>Chưa bật quy tắc nào</translation>
    </message>
    <message>
        <source>Decide in Settings, Retention, how long what is kept.</source>
        <translation>Hãy quyết định ở Cài đặt, mục Lưu giữ dữ liệu, giữ gì bao lâu.</translation>
    </message>
    <message>
        <source>Nothing was kept too long</source>
        <translation>Không có gì quá hạn lưu giữ</translation>
    </message>
    <message>
        <source>Let it go for good?</source>
        <translation>Xóa hẳn?</translation>
    </message>
    <message>
        <source>Customers erased: {customers}. Other records emptied or deleted: {others}. This cannot be undone.</source>
        <translation>Khách bị xóa dữ liệu: {customers}. Mục khác bị bỏ nội dung hoặc xóa: {others}. Không thể làm lại như cũ.</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>{code}: done.</source>
        <translation>{code}: đã xong.</translation>
    </message>
    <message>
        <source>Stopped. What went until then is gone; the rest is counted again below.</source>
        <translation>Đã dừng. Phần đã xóa thì đã mất; phần còn lại được đếm lại bên dưới.</translation>
    </message>
</context>
<context>
    <name>RetentionPanel</name>
    <message>
        <source>Retention</source>
        <translation>Lưu giữ dữ liệu</translation>
    </message>
    <message>
        <source>The law names no number; the shop has to publish one and keep to it. Every rule is off until a manager decides, and nothing goes before a manager has looked at it and said so.</source>
        <translation>Luật không định con số; cửa hàng phải công bố và giữ đúng. Quy tắc nào cũng tắt cho đến khi quản lý quyết định, và không có gì bị xóa trước khi quản lý xem và duyệt.</translation>
    </message>
    <message>
        <source>Save the rules</source>
        <translation>Lưu quy tắc</translation>
    </message>
    <message>
        <source>What empties itself</source>
        <translation>Tự xóa khi hết hạn</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lần</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Đã dừng giữa chừng</translation>
    </message>
    <message>
        <source>Runs so far</source>
        <translation>Các lần đã thực hiện</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Chưa thực hiện lần nào</translation>
    </message>
    <message>
        <source>Look what would go…</source>
        <translation>Xem trước…</translation>
    </message>
    <message>
        <source>customers: {customers}, others: {others}</source>
        <translation>khách: {customers}, mục khác: {others}</translation>
    </message>
    <message>
        <source>kept for days: {count}</source>
        <translation>giữ {count} ngày</translation>
    </message>
</context>
<context>
    <name>RetypeStep</name>
    <message>
        <source>Retype the code</source>
        <translation>Nhập lại mã</translation>
    </message>
    <message>
        <source>Take the paper and type the code from it. Only then can customers be recorded.</source>
        <translation>Cầm tờ giấy và nhập mã từ đó. Sau bước này mới ghi được khách hàng.</translation>
    </message>
    <message>
        <source>Recovery code, from the paper</source>
        <translation>Mã khôi phục, gõ theo giấy</translation>
    </message>
    <message>
        <source>Checking the code…</source>
        <translation>Đang kiểm tra mã…</translation>
    </message>
    <message>
        <source>Capitals and spaces do not matter. There is no letter I, L, O or U in it: 0 is zero, 1 is one.</source>
        <translation>Chữ hoa, chữ thường và dấu cách không quan trọng. Trong mã không có chữ I, L, O, U: 0 là số không, 1 là số một.</translation>
    </message>
    <message>
        <source>Not as on the sheet: group {numbers}</source>
        <translation>Không đúng như trên phiếu: nhóm {numbers}</translation>
    </message>
</context>
<context>
    <name>RevealRing</name>
    <message>
        <source>Hidden again in {seconds} seconds</source>
        <translation>Ẩn lại sau {seconds} giây</translation>
    </message>
</context>
<context>
    <name>RevealRow</name>
    <message>
        <source>Copy: {name}</source>
        <translation>Chép: {name}</translation>
    </message>
    <message>
        <source>Why do you need it?</source>
        <translation>Vì sao cần xem?</translation>
    </message>
    <message>
        <source>Reason for showing</source>
        <translation>Lý do xem</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Hiện</translation>
    </message>
    <message>
        <source>Hide: {name}</source>
        <translation>Ẩn: {name}</translation>
    </message>
    <message>
        <source>Show for {seconds} seconds: {name}</source>
        <translation>Hiện trong {seconds} giây: {name}</translation>
    </message>
    <message>
        <source>Copied. The clipboard is emptied after {seconds} seconds.</source>
        <translation>Đã chép. Bộ nhớ tạm được xóa sau {seconds} giây.</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>This has to be settled before the draft can be published</source>
        <translation>Phải sửa những điều này trước khi công bố</translation>
    </message>
    <message>
        <source>The policy contradicts itself</source>
        <translation>Chính sách có chỗ mâu thuẫn</translation>
    </message>
    <message>
        <source>The policy does not say everything a shop has to publish</source>
        <translation>Chính sách chưa nêu đủ điều cửa hàng phải công bố</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Những gì thay đổi</translation>
    </message>
    <message>
        <source>What publishing does</source>
        <translation>Công bố thì điều gì xảy ra</translation>
    </message>
    <message>
        <source>It affects customers. Customers to be told: {count}. It counts when their notices are done.</source>
        <translation>Có liên quan đến khách hàng. Số khách phải báo: {count}. Có hiệu lực khi thông báo xong.</translation>
    </message>
    <message>
        <source>It affects no customer: nobody has to be told, and it counts at once.</source>
        <translation>Không liên quan đến khách hàng nào: không phải báo cho ai và có hiệu lực ngay.</translation>
    </message>
    <message>
        <source>Clauses that affect customers and change: {clauses}</source>
        <translation>Điều khoản liên quan đến khách hàng có thay đổi: {clauses}</translation>
    </message>
    <message>
        <source>Customers are asked; an earlier yes, if any, no longer counts: {purposes}</source>
        <translation>Phải hỏi khách; lời đồng ý cũ, nếu có, không còn tính: {purposes}</translation>
    </message>
</context>
<context>
    <name>RuleTable</name>
    <message>
        <source>Change…</source>
        <translation>Đổi…</translation>
    </message>
    <message>
        <source>Back to the shipped value</source>
        <translation>Về giá trị mặc định</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy định</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Đang áp dụng</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Mặc định</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Độ chắc chắn</translation>
    </message>
</context>
<context>
    <name>RulesPanel</name>
    <message>
        <source>Rules of law</source>
        <translation>Quy định pháp luật</translation>
    </message>
    <message>
        <source>Ages, hours and limits in force. Where the law is not clear, decide with somebody who knows it.</source>
        <translation>Độ tuổi, khung giờ và giới hạn đang áp dụng. Chỗ nào luật chưa rõ, hãy hỏi người am hiểu rồi quyết định.</translation>
    </message>
    <message>
        <source>People in this ledger so far: {count}. Below {limit} a household or micro business needs no impact dossier and no data officer.</source>
        <translation>Số người đã có trong sổ: {count}. Dưới {limit} người, hộ kinh doanh và cơ sở siêu nhỏ không phải lập hồ sơ đánh giá tác động và không cần nhân sự bảo vệ dữ liệu.</translation>
    </message>
    <message>
        <source>The shipped value holds again.</source>
        <translation>Đã trở về giá trị mặc định.</translation>
    </message>
    <message>
        <source>Rules in force</source>
        <translation>Quy định đang áp dụng</translation>
    </message>
</context>
<context>
    <name>SalvageDialog</name>
    <message>
        <source>Save what can still be read</source>
        <translation>Cứu phần còn đọc được</translation>
    </message>
    <message>
        <source>How much of the file is read</source>
        <translation>Đã đọc được bao nhiêu của tệp</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Để nguyên mọi thứ</translation>
    </message>
    <message>
        <source>Read the damaged file</source>
        <translation>Đọc tệp hỏng</translation>
    </message>
    <message>
        <source>Put the saved ledger in its place</source>
        <translation>Đưa sổ đã cứu vào thay</translation>
    </message>
    <message>
        <source>Open the ledger</source>
        <translation>Mở sổ</translation>
    </message>
    <message>
        <source>The program reads the damaged file row by row and writes what is whole into a new ledger beside it. The damaged file itself is not changed.</source>
        <translation>Phần mềm đọc tệp hỏng từng dòng và ghi những dòng nguyên vẹn vào một sổ mới bên cạnh. Bản thân tệp hỏng không bị thay đổi.</translation>
    </message>
    <message>
        <source>Where rows are missing, the newest whole backup helps out. Nothing replaces a whole and newer backup.</source>
        <translation>Chỗ nào mất dòng, bản sao lưu nguyên vẹn mới nhất sẽ bù vào. Không gì thay được một bản sao lưu nguyên vẹn và mới hơn.</translation>
    </message>
    <message>
        <source>You see what could be saved before anything is put in its place.</source>
        <translation>Bạn xem trước những gì cứu được rồi mới quyết định có đưa vào thay hay không.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
</context>
<context>
    <name>SalvageResult</name>
    <message>
        <source>Everything could be saved.</source>
        <translation>Đã cứu được toàn bộ.</translation>
    </message>
    <message>
        <source>Not everything could be saved. Rows missing: {count}</source>
        <translation>Không cứu được toàn bộ. Số dòng mất: {count}</translation>
    </message>
    <message>
        <source>Everything one can still know of could be saved.</source>
        <translation>Đã cứu được toàn bộ những gì còn biết được.</translation>
    </message>
    <message>
        <source>The saved ledger is in its place.</source>
        <translation>Sổ đã cứu đang ở đúng chỗ.</translation>
    </message>
    <message>
        <source>The damaged file lies beside it as {name} and is deleted after 30 days, or at the next erasure: it still holds what is erased from the ledger. What happened is written down in the trail.</source>
        <translation>Tệp hỏng nằm bên cạnh với tên {name} và sẽ bị xóa sau 30 ngày hoặc ở lần xóa dữ liệu khách tiếp theo, vì trong đó vẫn còn những gì đã xóa khỏi sổ. Việc này đã được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Loại ghi chép</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Cứu được</translation>
    </message>
    <message>
        <source>From the backup</source>
        <translation>Lấy từ bản sao lưu</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Mất</translation>
    </message>
    <message>
        <source>at least {count}</source>
        <translation>ít nhất {count}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>không rõ</translation>
    </message>
    <message>
        <source>Customers and partners whose own row is lost keep their code and their records, under a name that says so: {count}. Ask them and write it in again.</source>
        <translation>Khách và đối tác bị mất dòng riêng vẫn giữ mã và các ghi chép liên quan, dưới một tên nói rõ điều đó: {count}. Hãy hỏi lại họ và ghi lại.</translation>
    </message>
    <message>
        <source>Where it says “unknown”, nobody can tell any more whether rows newer than the backup are missing. Compare with your papers.</source>
        <translation>Chỗ ghi “không rõ” là không còn cách nào biết có mất những dòng mới hơn bản sao lưu hay không. Hãy so với giấy tờ của cửa hàng.</translation>
    </message>
    <message>
        <source>The trail is broken from entry {seq} on. That stays visible for ever; what is written from now on is proven as before.</source>
        <translation>Nhật ký bị đứt từ mục {seq}. Chỗ đứt sẽ luôn được nhìn thấy; những gì ghi từ nay về sau vẫn được chứng thực như trước.</translation>
    </message>
    <message>
        <source>The trail is whole: every entry and every signature holds.</source>
        <translation>Nhật ký nguyên vẹn: mọi mục và mọi chữ ký đều đúng.</translation>
    </message>
    <message>
        <source>Numbers of erased people who wanted no contact cannot be recognised any more.</source>
        <translation>Không còn nhận ra được số của những người đã xóa và không muốn bị liên lạc.</translation>
    </message>
    <message>
        <source>The beginning of the file is lost, so single wrong letters in what was read cannot be ruled out.</source>
        <translation>Phần đầu của tệp đã mất, nên không thể loại trừ vài chữ sai trong phần đã đọc.</translation>
    </message>
</context>
<context>
    <name>ScanBox</name>
    <message>
        <source>Choose a file…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Bỏ tệp</translation>
    </message>
    <message>
        <source>Drop the scan here: PDF, PNG or JPEG, at most 5 MB.</source>
        <translation>Thả bản quét vào đây: PDF, PNG hoặc JPEG, tối đa 5 MB.</translation>
    </message>
    <message>
        <source>Choose the scan</source>
        <translation>Chọn bản quét</translation>
    </message>
    <message>
        <source>Scans (*.pdf *.png *.jpg *.jpeg)</source>
        <translation>Bản quét (*.pdf *.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>ScanDialog</name>
    <message>
        <source>Scan</source>
        <translation>Bản quét</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>That this was looked at is on the audit trail.</source>
        <translation>Việc xem bản quét này đã được ghi vào nhật ký.</translation>
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
    <name>SecurityPanel</name>
    <message>
        <source>Security</source>
        <translation>Bảo mật</translation>
    </message>
    <message>
        <source>For the whole shop: every computer that opens this ledger follows it.</source>
        <translation>Cho cả cửa hàng: máy nào mở sổ này cũng theo.</translation>
    </message>
    <message>
        <source>Minutes without a key or the mouse, from {low} to {high}.</source>
        <translation>Số phút không động đến bàn phím hay chuột, từ {low} đến {high}.</translation>
    </message>
    <message>
        <source>The screen locks itself after</source>
        <translation>Tự khóa màn hình sau</translation>
    </message>
    <message>
        <source>Save the time</source>
        <translation>Lưu thời gian</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
    <message>
        <source>Only the code on this sheet opens the ledger when every passphrase is forgotten. Retype it from the paper: that proves that the paper is there and can be read.</source>
        <translation>Khi quên hết mật khẩu, chỉ mã trên tờ này mở được sổ. Hãy gõ lại theo giấy để chắc rằng tờ giấy còn đó và đọc được.</translation>
    </message>
    <message>
        <source>Retype the code…</source>
        <translation>Gõ lại mã…</translation>
    </message>
    <message>
        <source>New recovery sheet…</source>
        <translation>Phiếu khôi phục mới…</translation>
    </message>
    <message>
        <source>The ledger's key</source>
        <translation>Khóa của sổ</translation>
    </message>
    <message>
        <source>The ledger is encrypted under a random key. It changes by itself when somebody is removed; change it now when a copy may have come into other hands.</source>
        <translation>Sổ được mã hóa bằng một khóa ngẫu nhiên. Khóa tự đổi khi gỡ một tài khoản; hãy đổi ngay khi có bản chép có thể đã vào tay người khác.</translation>
    </message>
    <message>
        <source>Encrypt under a new key now…</source>
        <translation>Mã hóa bằng khóa mới ngay…</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Chưa có phiếu</translation>
    </message>
    <message>
        <source>Retyped from paper</source>
        <translation>Đã gõ lại theo giấy</translation>
    </message>
    <message>
        <source>Not retyped yet</source>
        <translation>Chưa gõ lại</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>What holds for the shop, and what holds for this computer only.</source>
        <translation>Những gì áp dụng cho cả cửa hàng và những gì chỉ cho máy này.</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Cửa hàng</translation>
    </message>
    <message>
        <source>Staff accounts</source>
        <translation>Tài khoản nhân viên</translation>
    </message>
    <message>
        <source>Language and theme</source>
        <translation>Ngôn ngữ và giao diện</translation>
    </message>
    <message>
        <source>Labels and printers</source>
        <translation>Nhãn và máy in</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sao lưu</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Bảo mật</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Lưu giữ dữ liệu</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Thông báo nhắc việc</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>Ngày làm việc</translation>
    </message>
    <message>
        <source>Rules of law</source>
        <translation>Quy định pháp luật</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Các mục cài đặt</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Đóng mà không lưu?</translation>
    </message>
    <message>
        <source>Not saved yet: {sections}.</source>
        <translation>Chưa lưu: {sections}.</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Bỏ thay đổi</translation>
    </message>
    <message>
        <source>The account was added.</source>
        <translation>Đã thêm tài khoản.</translation>
    </message>
    <message>
        <source>Your passphrase was changed.</source>
        <translation>Đã đổi mật khẩu của bạn.</translation>
    </message>
    <message>
        <source>The recovery code is confirmed.</source>
        <translation>Đã xác nhận mã khôi phục.</translation>
    </message>
    <message>
        <source>The role was changed.</source>
        <translation>Đã đổi vai trò.</translation>
    </message>
    <message>
        <source>The account was removed, and the ledger encrypted anew.</source>
        <translation>Đã gỡ tài khoản và mã hóa lại sổ.</translation>
    </message>
    <message>
        <source>The new recovery sheet holds. The old one opens only copies made elsewhere before.</source>
        <translation>Phiếu khôi phục mới đã có hiệu lực. Phiếu cũ chỉ còn mở các bản sao đã lập trước đó ở nơi khác.</translation>
    </message>
    <message>
        <source>The ledger is encrypted under a new key.</source>
        <translation>Sổ đã được mã hóa bằng khóa mới.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Chưa lưu thay đổi</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Đang ghi…</translation>
    </message>
    <message>
        <source>Recorded: {done} of {total}</source>
        <translation>Đã ghi: {done} trên {total}</translation>
    </message>
</context>
<context>
    <name>SharingEditor</name>
    <message>
        <source>Who receives which data for what</source>
        <translation>Ai nhận dữ liệu nào, để làm gì</translation>
    </message>
    <message>
        <source>The law asks a written commitment of every partner, even where the policy does not.</source>
        <translation>Luật yêu cầu mọi đối tác có cam kết bằng văn bản, kể cả khi chính sách không nói.</translation>
    </message>
    <message>
        <source>For: {words}</source>
        <translation>Để: {words}</translation>
    </message>
    <message>
        <source>Data: {words}</source>
        <translation>Dữ liệu: {words}</translation>
    </message>
    <message>
        <source>Receives data</source>
        <translation>Được nhận dữ liệu</translation>
    </message>
    <message>
        <source>Only with a signed commitment</source>
        <translation>Chỉ khi có cam kết đã ký</translation>
    </message>
</context>
<context>
    <name>SharingPanel</name>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
    <message>
        <source>Receives data for</source>
        <translation>Được nhận dữ liệu để</translation>
    </message>
    <message>
        <source>Receives these data</source>
        <translation>Được nhận các dữ liệu</translation>
    </message>
    <message>
        <source>Only with a signed commitment that is valid and complete.</source>
        <translation>Chỉ khi có cam kết đã ký, còn hạn và đủ nội dung.</translation>
    </message>
    <message>
        <source>Shows its papers each time instead of a commitment.</source>
        <translation>Mỗi lần xuất trình giấy tờ thay cho cam kết.</translation>
    </message>
</context>
<context>
    <name>SheetChooser</name>
    <message>
        <source>Begin at label {number}</source>
        <translation>Bắt đầu từ nhãn {number}</translation>
    </message>
    <message>
        <source>A sheet begun already? Choose its first free label.</source>
        <translation>Tờ đã dùng dở? Chọn nhãn còn trống đầu tiên.</translation>
    </message>
</context>
<context>
    <name>SheetStep</name>
    <message>
        <source>The recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
    <message>
        <source>If all passphrases are forgotten, only this code opens the ledger. It is shown here once.</source>
        <translation>Nếu mọi người quên mật khẩu, chỉ mã này mở được sổ. Mã chỉ hiện một lần ở đây.</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>Making the ledger…</source>
        <translation>Đang tạo sổ…</translation>
    </message>
    <message>
        <source>The keys are being made. This takes a few seconds.</source>
        <translation>Đang tạo khóa, mất vài giây.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>Print it now and put it into a sealed envelope, away from this computer. Whoever has the code and the ledger's files reads everything. The program keeps no copy and cannot show it again.</source>
        <translation>Hãy in ngay, cho vào phong bì dán kín và cất xa máy tính này. Ai có mã và tệp của sổ thì đọc được mọi thứ. Chương trình không giữ bản nào và không hiện lại được.</translation>
    </message>
    <message>
        <source>No printer is set up here: save the sheet, or write the code down by hand.</source>
        <translation>Máy này chưa cài máy in: hãy lưu phiếu hoặc chép mã ra giấy.</translation>
    </message>
</context>
<context>
    <name>ShopPanel</name>
    <message>
        <source>Shop</source>
        <translation>Cửa hàng</translation>
    </message>
    <message>
        <source>This stands on labels and papers from now on; older papers stay as printed.</source>
        <translation>Nội dung này in trên nhãn và giấy tờ từ nay; giấy cũ giữ nguyên như đã in.</translation>
    </message>
    <message>
        <source>In Vietnamese</source>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>Tiếng Anh</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Tên cửa hàng</translation>
    </message>
    <message>
        <source>Hotline (if any)</source>
        <translation>Hotline (nếu có)</translation>
    </message>
    <message>
        <source>Email (if any)</source>
        <translation>Email (nếu có)</translation>
    </message>
    <message>
        <source>Address (if any)</source>
        <translation>Địa chỉ (nếu có)</translation>
    </message>
    <message>
        <source>Language of papers</source>
        <translation>Ngôn ngữ của giấy in</translation>
    </message>
    <message>
        <source>Each paper can still be printed in the other.</source>
        <translation>Từng giấy vẫn in được bằng ngôn ngữ kia.</translation>
    </message>
    <message>
        <source>Save the shop</source>
        <translation>Lưu cửa hàng</translation>
    </message>
</context>
<context>
    <name>ShopStep</name>
    <message>
        <source>Your shop</source>
        <translation>Cửa hàng</translation>
    </message>
    <message>
        <source>This stands on labels and reports. You can change it later in the settings.</source>
        <translation>Thông tin này in trên nhãn và báo cáo. Có thể đổi sau trong Cài đặt.</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Tên cửa hàng</translation>
    </message>
    <message>
        <source>At most 60 characters.</source>
        <translation>Không quá 60 ký tự.</translation>
    </message>
    <message>
        <source>Hotline (if any)</source>
        <translation>Hotline (nếu có)</translation>
    </message>
    <message>
        <source>Email (if any)</source>
        <translation>Email (nếu có)</translation>
    </message>
    <message>
        <source>Address (if any)</source>
        <translation>Địa chỉ (nếu có)</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Ngôn ngữ và màu nền</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Ở mọi nơi</translation>
    </message>
    <message>
        <source>Going somewhere</source>
        <translation>Chuyển trang</translation>
    </message>
    <message>
        <source>On the page “{page}”</source>
        <translation>Ở trang “{page}”</translation>
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
    <name>SidePanel</name>
    <message>
        <source>Choose a row</source>
        <translation>Chọn một dòng</translation>
    </message>
    <message>
        <source>Everything recorded about it is shown here.</source>
        <translation>Mọi điều đã ghi về dòng đó sẽ hiện ở đây.</translation>
    </message>
</context>
<context>
    <name>SignInWait</name>
    <message>
        <source>Try again in {time}</source>
        <translation>Thử lại sau {time}</translation>
    </message>
    <message>
        <source>Too many wrong tries in a row. Each further one makes the wait longer.</source>
        <translation>Nhập sai nhiều lần liền. Sai thêm lần nữa thì phải đợi lâu hơn.</translation>
    </message>
</context>
<context>
    <name>SinceChoice</name>
    <message>
        <source>7 days</source>
        <translation>7 ngày</translation>
    </message>
    <message>
        <source>14 days</source>
        <translation>14 ngày</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 ngày</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Tháng này</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Mọi lúc</translation>
    </message>
</context>
<context>
    <name>SlowDialog</name>
    <message>
        <source>The keys are being made</source>
        <translation>Đang tạo khóa</translation>
    </message>
    <message>
        <source>The keys are being made…</source>
        <translation>Đang tạo khóa…</translation>
    </message>
</context>
<context>
    <name>SpecialDayDialog</name>
    <message>
        <source>A day of the shop's own list</source>
        <translation>Một ngày của cửa hàng</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>Ghi vào danh sách</translation>
    </message>
    <message>
        <source>Deadlines move by it. A day already on the list is replaced.</source>
        <translation>Thời hạn tính theo ngày này. Ngày đã có trong danh sách được thay.</translation>
    </message>
    <message>
        <source>By which notice</source>
        <translation>Theo thông báo nào</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>A weekday officially off, or a day off that is officially worked.</source>
        <translation>Ngày thường được nghỉ chính thức, hoặc ngày nghỉ phải đi làm bù.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Note (if any)</source>
        <translation>Ghi chú (nếu có)</translation>
    </message>
</context>
<context>
    <name>StaffDialog</name>
    <message>
        <source>New account</source>
        <translation>Tài khoản mới</translation>
    </message>
    <message>
        <source>Add the account</source>
        <translation>Thêm tài khoản</translation>
    </message>
    <message>
        <source>Let your colleague type the passphrase; nobody else should know it.</source>
        <translation>Hãy để đồng nghiệp tự gõ mật khẩu; không ai khác nên biết.</translation>
    </message>
    <message>
        <source>Name to sign in with</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Staff record and print; a manager also answers for partners, settings and the audit trail.</source>
        <translation>Nhân viên ghi sổ và in; quản lý còn chịu trách nhiệm về đối tác, cài đặt và nhật ký.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Type the name to sign in with.</source>
        <translation>Hãy gõ tên đăng nhập.</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Staff accounts</source>
        <translation>Tài khoản nhân viên</translation>
    </message>
    <message>
        <source>Everybody signs in with an account of their own: each entry in the ledger names who made it.</source>
        <translation>Mỗi người đăng nhập bằng tài khoản riêng: mỗi dòng trong sổ đều ghi rõ ai làm.</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Thêm tài khoản…</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Change the role…</source>
        <translation>Đổi vai trò…</translation>
    </message>
    <message>
        <source>Allow sign-in again</source>
        <translation>Cho đăng nhập lại</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Gỡ…</translation>
    </message>
    <message>
        <source>Your own passphrase</source>
        <translation>Mật khẩu của bạn</translation>
    </message>
    <message>
        <source>Nobody can look it up or reset it. Change it when somebody may have seen you type it.</source>
        <translation>Không ai tra cứu hay đặt lại được. Hãy đổi khi có thể đã bị người khác nhìn thấy lúc gõ.</translation>
    </message>
    <message>
        <source>Change my passphrase…</source>
        <translation>Đổi mật khẩu của tôi…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (bạn)</translation>
    </message>
    <message>
        <source>Removed on {day}</source>
        <translation>Đã gỡ {day}</translation>
    </message>
    <message>
        <source>Sign-in stopped</source>
        <translation>Bị chặn đăng nhập</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>Được đăng nhập</translation>
    </message>
    <message>
        <source>Only a manager changes accounts.</source>
        <translation>Chỉ quản lý mới thay đổi tài khoản.</translation>
    </message>
    <message>
        <source>Choose an account in the list to change or remove it.</source>
        <translation>Chọn một tài khoản trong danh sách để đổi hoặc gỡ.</translation>
    </message>
    <message>
        <source>Your own role and account are changed by another manager.</source>
        <translation>Vai trò và tài khoản của chính bạn do quản lý khác thay đổi.</translation>
    </message>
    <message>
        <source>{count} wrong passphrases in a row. Ask {name} whether that was them before you allow it.</source>
        <translation>Sai mật khẩu {count} lần liền. Hãy hỏi {name} có phải chính họ nhập không rồi mới cho.</translation>
    </message>
    <message>
        <source>Let {name} sign in again?</source>
        <translation>Cho {name} đăng nhập lại?</translation>
    </message>
    <message>
        <source>The wrong tries are forgotten, and that you allowed it stands on the trail.</source>
        <translation>Các lần nhập sai được bỏ qua, và việc bạn cho phép được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>The member may sign in again.</source>
        <translation>Đã cho đăng nhập lại.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ ngày</translation>
    </message>
</context>
<context>
    <name>StaffRemovalDialog</name>
    <message>
        <source>Remove the account of {name}</source>
        <translation>Gỡ tài khoản của {name}</translation>
    </message>
    <message>
        <source>Remove the account</source>
        <translation>Gỡ tài khoản</translation>
    </message>
    <message>
        <source>This cannot be taken back. Whoever comes back gets a new account.</source>
        <translation>Việc này không lấy lại được. Ai quay lại làm thì có tài khoản mới.</translation>
    </message>
    <message>
        <source>The passphrase and keys of {name} open nothing any more, not even with a copy of the key file.</source>
        <translation>Mật khẩu và khóa của {name} không mở được gì nữa, kể cả khi còn giữ bản sao tệp khóa.</translation>
    </message>
    <message>
        <source>What {name} recorded stays, with the name beside it.</source>
        <translation>Những gì {name} đã ghi vẫn còn, kèm tên người ghi.</translation>
    </message>
    <message>
        <source>The whole ledger is encrypted anew under a new key. All others keep their passphrase.</source>
        <translation>Cả sổ được mã hóa lại bằng khóa mới. Những người khác vẫn dùng mật khẩu cũ của mình.</translation>
    </message>
    <message>
        <source>The backups in the ledger's folder are locked anew. Delete older ones kept elsewhere.</source>
        <translation>Các bản sao lưu trong thư mục sổ được khóa lại. Hãy xóa các bản cũ để ở nơi khác.</translation>
    </message>
</context>
<context>
    <name>StaffRoleDialog</name>
    <message>
        <source>Role of {name}</source>
        <translation>Vai trò của {name}</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Đổi vai trò</translation>
    </message>
    <message>
        <source>It counts from the next time {name} signs in.</source>
        <translation>Có hiệu lực từ lần {name} đăng nhập tới.</translation>
    </message>
    <message>
        <source>Staff record and print; a manager also answers for partners, settings and the audit trail, and opens backups.</source>
        <translation>Nhân viên ghi và in; quản lý còn chịu trách nhiệm về đối tác, cài đặt, nhật ký, và mở được bản sao lưu.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
</context>
<context>
    <name>StageButtons</name>
    <message>
        <source>To print</source>
        <translation>Cần in</translation>
    </message>
    <message>
        <source>To print: {count}</source>
        <translation>Cần in: {count}</translation>
    </message>
    <message>
        <source>Printed, waiting</source>
        <translation>Đã in, chờ lấy</translation>
    </message>
    <message>
        <source>Printed, waiting: {count}</source>
        <translation>Đã in, chờ lấy: {count}</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã bàn giao</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
</context>
<context>
    <name>StateFilter</name>
    <message>
        <source>Show only these, or all again</source>
        <translation>Chỉ hiện loại này, bấm lần nữa để hiện tất cả</translation>
    </message>
    <message>
        <source>{state}: {count}</source>
        <translation>{state}: {count}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Step {number} of {count}: {step}</source>
        <translation>Bước {number} trên {count}: {step}</translation>
    </message>
</context>
<context>
    <name>StopContactDialog</name>
    <message>
        <source>Do not contact</source>
        <translation>Không liên hệ</translation>
    </message>
    <message>
        <source>Stop contact</source>
        <translation>Ngừng liên hệ</translation>
    </message>
    <message>
        <source>It counts at once and stands above every consent. Answers to the customer's own feedback stay allowed.</source>
        <translation>Có hiệu lực ngay và cao hơn mọi sự đồng ý. Vẫn được trả lời phản hồi của chính khách.</translation>
    </message>
    <message>
        <source>Which channel?</source>
        <translation>Kênh nào?</translation>
    </message>
    <message>
        <source>SMS and Zalo stop together.</source>
        <translation>SMS và Zalo ngừng cùng lúc.</translation>
    </message>
    <message>
        <source>How did the customer say it?</source>
        <translation>Khách yêu cầu bằng cách nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
</context>
<context>
    <name>SurveyAnswerDialog</name>
    <message>
        <source>Record an answer to a survey</source>
        <translation>Ghi câu trả lời khảo sát</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Kept only as long as the shop has set, then emptied by itself.</source>
        <translation>Chỉ giữ trong thời hạn cửa hàng đặt ra, rồi tự xóa.</translation>
    </message>
    <message>
        <source>What was asked?</source>
        <translation>Đã hỏi gì?</translation>
    </message>
    <message>
        <source>What for?</source>
        <translation>Để làm gì?</translation>
    </message>
    <message>
        <source>What was answered?</source>
        <translation>Khách trả lời thế nào?</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
</context>
<context>
    <name>SurveyCard</name>
    <message>
        <source>Survey and browser</source>
        <translation>Khảo sát và trình duyệt</translation>
    </message>
    <message>
        <source>The policy in force collects no survey answers.</source>
        <translation>Chính sách đang áp dụng không thu thập câu trả lời khảo sát.</translation>
    </message>
    <message>
        <source>No survey answer is recorded.</source>
        <translation>Chưa ghi câu trả lời khảo sát nào.</translation>
    </message>
    <message>
        <source>Record an answer to a survey…</source>
        <translation>Ghi câu trả lời khảo sát…</translation>
    </message>
    <message>
        <source>The policy in force collects no data of browsers.</source>
        <translation>Chính sách đang áp dụng không thu thập dữ liệu trình duyệt.</translation>
    </message>
    <message>
        <source>No choice about cookies is recorded.</source>
        <translation>Chưa ghi lựa chọn nào về cookie.</translation>
    </message>
    <message>
        <source>Record a cookie choice…</source>
        <translation>Ghi lựa chọn cookie…</translation>
    </message>
    <message>
        <source>Emptied; that there was an answer stays.</source>
        <translation>Đã xóa nội dung; chỉ còn việc từng có câu trả lời.</translation>
    </message>
    <message>
        <source>emptied {date}</source>
        <translation>đã xóa ngày {date}</translation>
    </message>
    <message>
        <source>kept until {date}</source>
        <translation>giữ đến {date}</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>TodayHints</name>
    <message>
        <source>Consent to ask again: {count} (due: {due})</source>
        <translation>Cần hỏi lại sự đồng ý: {count} (đến hạn: {due})</translation>
    </message>
    <message>
        <source>Birthdays to greet: {count}</source>
        <translation>Sinh nhật được chúc hôm nay: {count}</translation>
    </message>
    <message>
        <source>Promises broken: {count}</source>
        <translation>Lời hứa bị vi phạm: {count}</translation>
    </message>
    <message>
        <source>Promises at risk: {count}</source>
        <translation>Lời hứa có nguy cơ: {count}</translation>
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
        <source>Requests open</source>
        <translation>Yêu cầu đang mở</translation>
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
        <source>Minors waiting</source>
        <translation>Trẻ chờ giám hộ</translation>
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
        <source>Try again</source>
        <translation>Thử lại</translation>
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
        <source>Printed parcels stand here, by carrier.</source>
        <translation>Kiện đã in nhãn đứng ở đây, theo từng đơn vị vận chuyển.</translation>
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
        <source>No commitment ends soon</source>
        <translation>Không có cam kết nào sắp hết hạn</translation>
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
        <source>waiting for consent</source>
        <translation>đang chờ đồng ý</translation>
    </message>
    <message>
        <source>due: {count}</source>
        <translation>đến hạn: {count}</translation>
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
    <name>ToldDialog</name>
    <message>
        <source>Record that they were told</source>
        <translation>Ghi đã báo khách</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Customers chosen: {count}</source>
        <translation>Số khách đã chọn: {count}</translation>
    </message>
    <message>
        <source>What became of them?</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
    <message>
        <source>Told: {channel}</source>
        <translation>Đã báo: {channel}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Recovery sheet</source>
        <translation>Phiếu khôi phục</translation>
    </message>
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
    <name>TrailExportDialog</name>
    <message>
        <source>Export the proof of the trail</source>
        <translation>Xuất bằng chứng của nhật ký</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Chọn nơi lưu…</translation>
    </message>
    <message>
        <source>With this file somebody outside the shop, without Sổ Kín and without any passphrase, checks that nobody changed the trail. Nobody's name is in it: customers are codes, members random ids with their keys.</source>
        <translation>Với tệp này, người ngoài cửa hàng, không có Sổ Kín và không có mật khẩu nào, kiểm tra được rằng không ai đã sửa nhật ký. Không có tên ai trong đó: khách hàng là mã, thành viên là mã ngẫu nhiên cùng khóa công khai.</translation>
    </message>
    <message>
        <source>With the details of each act (codes, counts and names of fields)</source>
        <translation>Kèm chi tiết của từng việc (mã, số lượng và tên trường)</translation>
    </message>
    <message>
        <source>Writing the trail</source>
        <translation>Đang ghi nhật ký ra tệp</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>Trong tệp</translation>
    </message>
    <message>
        <source>The whole trail, with a signature for each transaction</source>
        <translation>Toàn bộ nhật ký, mỗi lần ghi có một chữ ký</translation>
    </message>
    <message>
        <source>Who signed: role and public keys, from which entry to which</source>
        <translation>Ai đã ký: vai trò và khóa công khai, từ mục nào đến mục nào</translation>
    </message>
    <message>
        <source>Members and recovery sheets: {count}</source>
        <translation>Thành viên và tờ khôi phục: {count}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>All but those erased with a customer: {count}</source>
        <translation>Tất cả, trừ phần đã xóa cùng khách hàng: {count}</translation>
    </message>
    <message>
        <source>Left out. The chain and the signatures are proven, what an act says is not.</source>
        <translation>Không kèm. Chuỗi và chữ ký vẫn kiểm tra được, nội dung của từng việc thì không.</translation>
    </message>
    <message>
        <source>To check it</source>
        <translation>Để kiểm tra</translation>
    </message>
    <message>
        <source>A short program that needs only Python, and how to use it, in Vietnamese and English</source>
        <translation>Một chương trình ngắn chỉ cần Python, và cách dùng bằng tiếng Việt và tiếng Anh</translation>
    </message>
    <message>
        <source>Size, about</source>
        <translation>Dung lượng khoảng</translation>
    </message>
    <message>
        <source>Head now, as papers carry it</source>
        <translation>Mã cuối chuỗi lúc này, như in trên giấy</translation>
    </message>
    <message>
        <source>Entries: {entries} · signatures: {signatures}</source>
        <translation>Mục: {entries} · chữ ký: {signatures}</translation>
    </message>
    <message>
        <source>Export the proof</source>
        <translation>Xuất bằng chứng</translation>
    </message>
    <message>
        <source>Entries written: {done} of {total}. You can go on working meanwhile.</source>
        <translation>Đã ghi {done} trong {total} mục. Bạn vẫn làm việc khác được.</translation>
    </message>
    <message>
        <source>Stopped. No file was written, and nothing was recorded.</source>
        <translation>Đã dừng. Không có tệp nào được ghi, và nhật ký không ghi gì thêm.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Đang ghi tệp…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Saved as</source>
        <translation>Đã lưu thành</translation>
    </message>
    <message>
        <source>Exported at</source>
        <translation>Xuất lúc</translation>
    </message>
    <message>
        <source>Last entry, that of this export</source>
        <translation>Mục cuối, là lần xuất này</translation>
    </message>
    <message>
        <source>Its head, for whoever checks the file</source>
        <translation>Mã cuối chuỗi, để người kiểm tra đối chiếu</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu: {file}</translation>
    </message>
</context>
<context>
    <name>TroublePanel</name>
    <message>
        <source>Open anyway, and write that down</source>
        <translation>Vẫn mở và ghi vào nhật ký</translation>
    </message>
    <message>
        <source>The ledger's files are damaged</source>
        <translation>Tệp của sổ bị hỏng</translation>
    </message>
    <message>
        <source>There is no whole ledger in this folder</source>
        <translation>Thư mục này không có sổ đầy đủ</translation>
    </message>
    <message>
        <source>A newer Sổ Kín wrote this ledger</source>
        <translation>Sổ do phiên bản Sổ Kín mới hơn ghi</translation>
    </message>
    <message>
        <source>This folder lies on a network drive</source>
        <translation>Thư mục này nằm trên ổ mạng</translation>
    </message>
    <message>
        <source>The ledger is open already</source>
        <translation>Sổ đang được mở</translation>
    </message>
    <message>
        <source>The ledger's folder cannot be written</source>
        <translation>Không ghi được vào thư mục của sổ</translation>
    </message>
    <message>
        <source>This ledger is not the one last used here</source>
        <translation>Đây không phải sổ dùng gần nhất trên máy này</translation>
    </message>
    <message>
        <source>The clock of this computer looks wrong</source>
        <translation>Đồng hồ của máy có vẻ sai</translation>
    </message>
    <message>
        <source>Only a manager may open it like this</source>
        <translation>Chỉ quản lý được mở như vậy</translation>
    </message>
    <message>
        <source>The ledger did not open</source>
        <translation>Không mở được sổ</translation>
    </message>
    <message>
        <source>Its trail ends before, or differs from, what this computer wrote down last. It may be an old copy.</source>
        <translation>Nhật ký của sổ dừng sớm hơn hoặc khác với điều máy này đã ghi lại. Có thể đây là bản chép cũ.</translation>
    </message>
    <message>
        <source>The newest entry in the ledger is of {newest}, more than a year ago.</source>
        <translation>Mục mới nhất trong sổ là {newest}, cách đây hơn một năm.</translation>
    </message>
    <message>
        <source>This has nothing to do with your passphrase: typing it again will not help.</source>
        <translation>Việc này không do mật khẩu, nhập lại cũng không mở được.</translation>
    </message>
    <message>
        <source>Compare it with the last printed report. If the copy was put back on purpose, a manager may go on.</source>
        <translation>Hãy đối chiếu với báo cáo in gần nhất. Nếu cố ý dùng bản chép này, quản lý có thể mở tiếp.</translation>
    </message>
    <message>
        <source>Set date and time right, then open again. If they are right, a manager may go on.</source>
        <translation>Hãy chỉnh lại ngày giờ rồi mở lại. Nếu ngày giờ đúng, quản lý có thể mở tiếp.</translation>
    </message>
    <message>
        <source>Ask a manager to open the ledger here once.</source>
        <translation>Hãy nhờ quản lý mở sổ trên máy này một lần.</translation>
    </message>
    <message>
        <source>Look for the other window on this computer.</source>
        <translation>Hãy tìm cửa sổ kia trên máy này.</translation>
    </message>
</context>
<context>
    <name>TwinsNote</name>
    <message>
        <source>Somebody with this phone or email is on record already:</source>
        <translation>Đã có khách dùng số điện thoại hoặc email này:</translation>
    </message>
    <message>
        <source>Open this record instead</source>
        <translation>Mở hồ sơ này</translation>
    </message>
    <message>
        <source>Open {code} instead</source>
        <translation>Mở hồ sơ {code}</translation>
    </message>
</context>
<context>
    <name>UnlockForm</name>
    <message>
        <source>Someone else…</source>
        <translation>Người khác…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Open the ledger</source>
        <translation>Mở sổ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Opening… about one second</source>
        <translation>Đang mở… khoảng một giây</translation>
    </message>
    <message>
        <source>Make a new ledger…</source>
        <translation>Tạo sổ mới…</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>Khôi phục từ bản sao lưu…</translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation>Màn hình đang khóa</translation>
    </message>
    <message>
        <source>Type your passphrase to go on.</source>
        <translation>Nhập mật khẩu để làm tiếp.</translation>
    </message>
    <message>
        <source>The data stays encrypted on this computer until you open it.</source>
        <translation>Dữ liệu được mã hóa trên máy này cho đến khi bạn mở.</translation>
    </message>
    <message>
        <source>The ledger's folder</source>
        <translation>Thư mục của sổ</translation>
    </message>
    <message>
        <source>No ledger lies in this folder, or not all of it.</source>
        <translation>Thư mục này không có sổ, hoặc sổ bị thiếu tệp.</translation>
    </message>
    <message>
        <source>Open with a passphrase</source>
        <translation>Mở bằng mật khẩu</translation>
    </message>
    <message>
        <source>Open with the recovery sheet…</source>
        <translation>Mở bằng phiếu khôi phục…</translation>
    </message>
    <message>
        <source>Choose the folder in which the ledger lies.</source>
        <translation>Hãy chọn thư mục chứa sổ.</translation>
    </message>
    <message>
        <source>Type your name as the manager entered it.</source>
        <translation>Nhập tên của bạn đúng như quản lý đã tạo.</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>Hãy nhập mật khẩu.</translation>
    </message>
    <message>
        <source>Type the code that stands on the recovery sheet.</source>
        <translation>Nhập mã ghi trên phiếu khôi phục.</translation>
    </message>
    <message>
        <source>This code does not open the ledger. Compare it with the sheet.</source>
        <translation>Mã này không mở được sổ. Hãy so lại với phiếu.</translation>
    </message>
    <message>
        <source>Every entry from now on gets the date of this computer. That is written down with your name.</source>
        <translation>Từ nay mọi mục ghi theo ngày giờ của máy này. Việc mở được ghi vào nhật ký cùng tên bạn.</translation>
    </message>
    <message>
        <source>Entries made after this copy are missing from it. That is written down with your name.</source>
        <translation>Những mục ghi sau bản chép này không có trong sổ. Việc mở được ghi vào nhật ký cùng tên bạn.</translation>
    </message>
    <message>
        <source>Open anyway, and write that down</source>
        <translation>Vẫn mở và ghi vào nhật ký</translation>
    </message>
    <message>
        <source>Open this ledger all the same?</source>
        <translation>Vẫn mở sổ này?</translation>
    </message>
</context>
<context>
    <name>UsePanel</name>
    <message>
        <source>Left out because</source>
        <translation>Bị loại vì</translation>
    </message>
    <message>
        <source>Export for analysis…</source>
        <translation>Xuất để phân tích…</translation>
    </message>
    <message>
        <source>A file for analysis is made on the day of the use. Record a new use for another.</source>
        <translation>Tệp để phân tích chỉ xuất được trong ngày ghi lần dùng. Muốn xuất nữa, hãy ghi lần dùng mới.</translation>
    </message>
    <message>
        <source>Data leave the ledger, so only the manager exports.</source>
        <translation>Dữ liệu sẽ ra khỏi sổ, nên chỉ quản lý được xuất.</translation>
    </message>
    <message>
        <source>{count}, left out {left_out}</source>
        <translation>{count}, bị loại {left_out}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Khách hàng</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Người ghi</translation>
    </message>
    <message>
        <source>Policy in force then</source>
        <translation>Chính sách lúc đó</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Phiên bản {number}</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Look at this version</source>
        <translation>Xem phiên bản này</translation>
    </message>
    <message>
        <source>New version from this one…</source>
        <translation>Phiên bản mới từ bản này…</translation>
    </message>
    <message>
        <source>New version from a file…</source>
        <translation>Phiên bản mới từ tệp…</translation>
    </message>
    <message>
        <source>Compare with version</source>
        <translation>So với phiên bản</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>so với</translation>
    </message>
    <message>
        <source>There is only one version so far</source>
        <translation>Hiện mới có một phiên bản</translation>
    </message>
    <message>
        <source>From the second version on you see here what changed, clause by clause.</source>
        <translation>Từ phiên bản thứ hai, ở đây cho thấy từng điều khoản thay đổi ra sao.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Công bố lúc</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>Người công bố</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Các phiên bản</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Phiên bản {number}</translation>
    </message>
</context>
<context>
    <name>ViolationCard</name>
    <message>
        <source>{time} · still open</source>
        <translation>{time} · chưa xử lý</translation>
    </message>
    <message>
        <source>{time} · settled {closed}</source>
        <translation>{time} · đã xử lý {closed}</translation>
    </message>
    <message>
        <source>Explained {time}</source>
        <translation>Giải thích lúc {time}</translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation>Đã xử lý thế nào</translation>
    </message>
    <message>
        <source>Change the explanation…</source>
        <translation>Sửa lời giải thích…</translation>
    </message>
    <message>
        <source>Explain…</source>
        <translation>Giải thích…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Đóng…</translation>
    </message>
    <message>
        <source>Only the manager answers for a promise that was not kept.</source>
        <translation>Chỉ quản lý trả lời cho lời hứa không được giữ.</translation>
    </message>
</context>
<context>
    <name>ViolationList</name>
    <message>
        <source>Show {count} more</source>
        <translation>Hiện thêm {count}</translation>
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
        <translation>Mở khách hàng</translation>
    </message>
</context>
<context>
    <name>WhenEdit</name>
    <message>
        <source>Now</source>
        <translation>Bây giờ</translation>
    </message>
    <message>
        <source>Empty is now. Or type 21/11/2026 14:05, or only 14:05 for today.</source>
        <translation>Để trống là bây giờ. Hoặc gõ 21/11/2026 14:05, hoặc chỉ 14:05 nếu là hôm nay.</translation>
    </message>
</context>
<context>
    <name>WhoStep</name>
    <message>
        <source>Who restores?</source>
        <translation>Ai khôi phục?</translation>
    </message>
    <message>
        <source>A backup opens only to somebody who was a manager when it was made, or to the recovery sheet.</source>
        <translation>Bản sao lưu chỉ mở được bằng tài khoản quản lý lúc lập bản đó, hoặc bằng phiếu khôi phục.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>Type the name of a manager.</source>
        <translation>Hãy nhập tên một quản lý.</translation>
    </message>
    <message>
        <source>Type the code that stands on the recovery sheet.</source>
        <translation>Nhập mã ghi trên phiếu khôi phục.</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>Hãy nhập mật khẩu.</translation>
    </message>
    <message>
        <source>Restore with a passphrase</source>
        <translation>Khôi phục bằng mật khẩu</translation>
    </message>
    <message>
        <source>Restore with the recovery sheet…</source>
        <translation>Khôi phục bằng phiếu khôi phục…</translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message>
        <source>Go back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>WithPartnerDialog</name>
    <message>
        <source>A partner must act for {code}</source>
        <translation>Cần đối tác cùng làm {code}</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Use this when a partner has to act before the request is done; the law then gives longer.</source>
        <translation>Dùng khi phải chờ đối tác làm thì mới xong yêu cầu; khi đó luật cho thời hạn dài hơn.</translation>
    </message>
    <message>
        <source>Which partner, and what it has to do</source>
        <translation>Đối tác nào, phải làm gì</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Withdraw consents</source>
        <translation>Rút lại sự đồng ý</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Rút lại</translation>
    </message>
    <message>
        <source>It counts at once, from when it was said. What was collected on these consents alone is emptied.</source>
        <translation>Có hiệu lực ngay, tính từ lúc khách nói. Dữ liệu chỉ thu thập theo các sự đồng ý này sẽ được xóa nội dung.</translation>
    </message>
    <message>
        <source>There is no consent that could be withdrawn. Say so in the answer and close the request.</source>
        <translation>Không có sự đồng ý nào để rút lại. Hãy nói rõ trong thư trả lời rồi kết thúc yêu cầu.</translation>
    </message>
    <message>
        <source>Which consents?</source>
        <translation>Rút lại những sự đồng ý nào?</translation>
    </message>
    <message>
        <source>Uses that rest on the contract or on a law go on without a consent.</source>
        <translation>Việc dùng theo hợp đồng hoặc theo luật vẫn tiếp tục, không cần sự đồng ý.</translation>
    </message>
    <message>
        <source>{purpose}: {channel}, since {day}</source>
        <translation>{purpose}: {channel}, từ {day}</translation>
    </message>
    <message>
        <source>{consent} (said by the guardian)</source>
        <translation>{consent} (do người giám hộ nói)</translation>
    </message>
    <message>
        <source>{consent} - {basis}</source>
        <translation>{consent} - {basis}</translation>
    </message>
</context>
<context>
    <name>WorkStep</name>
    <message>
        <source>Restoring</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Until the last step nothing is changed; then the restored ledger takes the place at once.</source>
        <translation>Trước bước cuối chưa có gì bị thay đổi; ở bước cuối sổ khôi phục vào chỗ ngay lập tức.</translation>
    </message>
    <message>
        <source>The ledger is restored and checked. Open it with your passphrase or the sheet.</source>
        <translation>Sổ đã được khôi phục và kiểm tra. Hãy mở bằng mật khẩu của bạn hoặc phiếu khôi phục.</translation>
    </message>
    <message>
        <source>It lies in {folder}.</source>
        <translation>Sổ nằm trong {folder}.</translation>
    </message>
    <message>
        <source>The ledger of before was backed up as {name}.</source>
        <translation>Sổ trước đó đã được sao lưu thành {name}.</translation>
    </message>
    <message>
        <source>The ledger that could not be read is kept for 30 days as {name}.</source>
        <translation>Sổ không đọc được giữ trong 30 ngày với tên {name}.</translation>
    </message>
    <message>
        <source>Add the staff again under Settings, each with a new passphrase.</source>
        <translation>Hãy thêm lại nhân viên trong Cài đặt, mỗi người một mật khẩu mới.</translation>
    </message>
    <message>
        <source>Lines of the journal that nobody here can vouch for: {count}. Somebody erased, or who wants no contact, may be back: compare with the printed certificates and do it again.</source>
        <translation>Số dòng nhật ký không ai ở đây xác nhận được: {count}. Người đã xóa hoặc không muốn liên hệ có thể đã quay lại: hãy đối chiếu các giấy chứng nhận và làm lại.</translation>
    </message>
    <message>
        <source>For 30 days no backup is thinned out, in case this one was the wrong one.</source>
        <translation>Trong 30 ngày không bản sao lưu nào bị tỉa bớt, phòng khi đã chọn nhầm bản.</translation>
    </message>
    <message>
        <source>Backing up what is there now…</source>
        <translation>Đang sao lưu sổ hiện có…</translation>
    </message>
    <message>
        <source>Opening the backup and reading every page…</source>
        <translation>Đang mở bản sao lưu và đọc từng trang…</translation>
    </message>
    <message>
        <source>Copying it under a new key…</source>
        <translation>Đang chép sang khóa mới…</translation>
    </message>
    <message>
        <source>Erasing again who was erased since, keeping every “do not contact me”…</source>
        <translation>Đang xóa lại khách đã xóa và giữ mọi yêu cầu không liên hệ…</translation>
    </message>
    <message>
        <source>Checking the copy and its whole trail…</source>
        <translation>Đang kiểm tra bản chép và toàn bộ nhật ký…</translation>
    </message>
    <message>
        <source>Putting it in place; this cannot be stopped any more…</source>
        <translation>Đang đưa vào chỗ; bước này không dừng được nữa…</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Close the ledger and look at its backups?</source>
        <translation>Đóng sổ và xem các bản sao lưu?</translation>
    </message>
    <message>
        <source>Nothing is changed before you have seen what a backup holds and typed your passphrase.</source>
        <translation>Chưa có gì bị thay đổi trước khi bạn nhập mật khẩu và xem bản sao lưu có gì.</translation>
    </message>
    <message>
        <source>Close and go on</source>
        <translation>Đóng sổ và tiếp tục</translation>
    </message>
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
    <name>WrittenToldDialog</name>
    <message>
        <source>Were the emails sent?</source>
        <translation>Đã gửi email chưa?</translation>
    </message>
    <message>
        <source>Were the letters posted?</source>
        <translation>Đã gửi thư chưa?</translation>
    </message>
    <message>
        <source>They were sent</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>They were posted</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>Customers recorded as told: {count}</source>
        <translation>Số khách được ghi là đã báo: {count}</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Lúc nào?</translation>
    </message>
</context>
<context>
    <name>ZonesDialog</name>
    <message>
        <source>Routing zones of {name}</source>
        <translation>Mã tuyến của {name}</translation>
    </message>
    <message>
        <source>Save the zones</source>
        <translation>Lưu mã tuyến</translation>
    </message>
    <message>
        <source>A zone is the carrier's own short code, as “HN-01”. It is printed in the open: at most 12 characters, and never a number that could be a telephone number.</source>
        <translation>Mã tuyến là mã ngắn của đơn vị vận chuyển, ví dụ “HN-01”. Mã được in công khai: tối đa 12 ký tự, không được là dãy số giống số điện thoại.</translation>
    </message>
    <message>
        <source>Routing zones</source>
        <translation>Mã tuyến</translation>
    </message>
    <message>
        <source>Find a province</source>
        <translation>Tìm tỉnh, thành phố</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Xóa hết</translation>
    </message>
    <message>
        <source>Zones by province</source>
        <translation>Mã tuyến theo tỉnh, thành phố</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Mã tuyến</translation>
    </message>
    <message>
        <source>Zone of {province}</source>
        <translation>Mã tuyến của {province}</translation>
    </message>
</context>
<context>
    <name>_RuleRow</name>
    <message>
        <source> months</source>
        <translation> tháng</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Giữ trong</translation>
    </message>
    <message>
        <source>{kind}: kept for</source>
        <translation>{kind}: giữ trong</translation>
    </message>
    <message>
        <source>Suggested: {months} months ({source})</source>
        <translation>Gợi ý: {months} tháng ({source})</translation>
    </message>
    <message>
        <source>Suggested: {first} to {last} months ({source})</source>
        <translation>Gợi ý: {first} đến {last} tháng ({source})</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
</context>
<context>
    <name>formatting</name>
    <message>
        <source>{count} days</source>
        <translation>{count} ngày</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} giờ</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} phút</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>vừa xong</translation>
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
<context>
    <name>recipients</name>
    <message>
        <source>valid until {date}</source>
        <translation>còn hạn đến {date}</translation>
    </message>
    <message>
        <source>ends today</source>
        <translation>hết hạn hôm nay</translation>
    </message>
    <message>
        <source>ends in {count} days</source>
        <translation>còn {count} ngày</translation>
    </message>
    <message>
        <source>expired {date}</source>
        <translation>hết hạn {date}</translation>
    </message>
    <message>
        <source>no commitment</source>
        <translation>chưa có cam kết</translation>
    </message>
    <message>
        <source>not agreed</source>
        <translation>chưa đồng ý</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>đã đồng ý</translation>
    </message>
</context>
<context>
    <name>reminders</name>
    <message>
        <source>{count} days</source>
        <translation>{count} ngày</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} phút</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} giờ {minutes} phút</translation>
    </message>
    <message>
        <source>{kind} {code}: overdue</source>
        <translation>{kind} {code}: quá hạn</translation>
    </message>
    <message>
        <source>{kind} {code}: overdue by {time}</source>
        <translation>{kind} {code}: quá hạn {time}</translation>
    </message>
    <message>
        <source>{kind} {code}: due, by law until {end}</source>
        <translation>{kind} {code}: đến hạn, luật cho đến {end}</translation>
    </message>
    <message>
        <source>{kind} {code}: {time} left</source>
        <translation>{kind} {code}: còn {time}</translation>
    </message>
    <message>
        <source>Overdue: {count}</source>
        <translation>Quá hạn: {count}</translation>
    </message>
    <message>
        <source>Due: {count}</source>
        <translation>Đến hạn: {count}</translation>
    </message>
    <message>
        <source>Time runs out: {count}</source>
        <translation>Sắp đến hạn: {count}</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>PDPL on children: from 7 the child agrees too</source>
        <translation>Luật Bảo vệ dữ liệu cá nhân về trẻ em: từ 7 tuổi trẻ cũng phải đồng ý</translation>
    </message>
    <message>
        <source>Law on children Art. 1: under 16</source>
        <translation>Luật Trẻ em Điều 1: dưới 16 tuổi</translation>
    </message>
    <message>
        <source>the shop's own rule, VK 9; Civil Code Art. 21</source>
        <translation>quy định riêng của cửa hàng, VK 9; Bộ luật Dân sự Điều 21</translation>
    </message>
    <message>
        <source>PDPL Art. 9</source>
        <translation>Luật 91/2025, Điều 9</translation>
    </message>
    <message>
        <source>Decree 91/2020</source>
        <translation>Nghị định 91/2020</translation>
    </message>
    <message>
        <source>Decree 91/2020: before each campaign</source>
        <translation>Nghị định 91/2020: trước mỗi đợt quảng cáo</translation>
    </message>
    <message>
        <source>the program treats Zalo as SMS, which Decree 91/2020 limits</source>
        <translation>chương trình coi Zalo như tin nhắn SMS, là loại Nghị định 91/2020 giới hạn</translation>
    </message>
    <message>
        <source>Decree 356/2025 Art. 7.1</source>
        <translation>Nghị định 356/2025, Điều 7.1</translation>
    </message>
    <message>
        <source>the program's suggestion</source>
        <translation>gợi ý của chương trình</translation>
    </message>
    <message>
        <source>the program's suggestion, after the last order</source>
        <translation>chương trình gợi ý, tính từ đơn cuối</translation>
    </message>
    <message>
        <source>the program's suggestion, after the last contact</source>
        <translation>chương trình gợi ý, tính từ lần có việc với khách</translation>
    </message>
    <message>
        <source>the program's suggestion, after the answer</source>
        <translation>chương trình gợi ý, tính từ lần trả lời</translation>
    </message>
    <message>
        <source>Decree 91/2020: records at least 1 year</source>
        <translation>Nghị định 91/2020: lưu ít nhất 1 năm</translation>
    </message>
    <message>
        <source>the program's suggestion, after the consent or request ended</source>
        <translation>chương trình gợi ý, tính từ lúc hết đồng ý hoặc xong yêu cầu</translation>
    </message>
    <message>
        <source>PDPL Art. 23</source>
        <translation>Luật 91/2025, Điều 23</translation>
    </message>
    <message>
        <source>Consumer law 19/2023 Art. 19.3</source>
        <translation>Luật Bảo vệ người tiêu dùng 19/2023, Điều 19.3</translation>
    </message>
    <message>
        <source>PDPL and its decree, file of the breach</source>
        <translation>Luật 91/2025 và nghị định, hồ sơ vi phạm</translation>
    </message>
    <message>
        <source>PDPL, exemption of small businesses</source>
        <translation>Luật 91/2025, miễn trừ cho cơ sở nhỏ</translation>
    </message>
    <message>
        <source>the program's rule</source>
        <translation>quy định của chương trình</translation>
    </message>
    <message>
        <source>A partner is asked to act within</source>
        <translation>Đối tác được yêu cầu thực hiện trong</translation>
    </message>
    <message>
        <source>The day of receipt counts as the first day</source>
        <translation>Ngày nhận được tính là ngày đầu</translation>
    </message>
    <message>
        <source>A last day off moves to the next working day</source>
        <translation>Ngày cuối là ngày nghỉ thì dời sang ngày làm việc kế tiếp</translation>
    </message>
    <message>
        <source>Days to carry out a request are working days</source>
        <translation>Số ngày thực hiện yêu cầu là ngày làm việc</translation>
    </message>
    <message>
        <source>Days run only once the asker is proven</source>
        <translation>Chỉ tính ngày khi đã xác minh người yêu cầu</translation>
    </message>
    <message>
        <source>Working days of the week</source>
        <translation>Ngày làm việc trong tuần</translation>
    </message>
    <message>
        <source>Feedback is answered within</source>
        <translation>Phản hồi được trả lời trong</translation>
    </message>
    <message>
        <source>Warnings come when this much of the time is used</source>
        <translation>Nhắc khi đã dùng hết chừng này thời gian</translation>
    </message>
    <message>
        <source>Children have a say of their own from</source>
        <translation>Trẻ có ý kiến riêng từ</translation>
    </message>
    <message>
        <source>Children are those younger than</source>
        <translation>Trẻ em là người dưới</translation>
    </message>
    <message>
        <source>Minors are those younger than</source>
        <translation>Chưa thành niên là người dưới</translation>
    </message>
    <message>
        <source>A new consent lasts</source>
        <translation>Một lần đồng ý mới có giá trị</translation>
    </message>
    <message>
        <source>Mark of an advertisement in Vietnamese</source>
        <translation>Nhãn quảng cáo bằng tiếng Việt</translation>
    </message>
    <message>
        <source>Mark of an advertisement in English</source>
        <translation>Nhãn quảng cáo bằng tiếng Anh</translation>
    </message>
    <message>
        <source>Lists are compared with the national do-not-call list</source>
        <translation>Đối chiếu danh sách không quảng cáo quốc gia</translation>
    </message>
    <message>
        <source>Records of advertising are kept at least</source>
        <translation>Lưu chứng cứ quảng cáo ít nhất</translation>
    </message>
    <message>
        <source>Items of a partner's written agreement</source>
        <translation>Số nội dung trong cam kết của đối tác</translation>
    </message>
    <message>
        <source>The end of an agreement is announced before</source>
        <translation>Báo trước khi cam kết hết hạn</translation>
    </message>
    <message>
        <source>An incident is reported to the authority within</source>
        <translation>Báo cáo sự cố cho cơ quan có thẩm quyền trong</translation>
    </message>
    <message>
        <source>An attack on a system is reported within</source>
        <translation>Báo cáo hệ thống bị tấn công trong</translation>
    </message>
    <message>
        <source>The file of an incident is kept for</source>
        <translation>Lưu hồ sơ sự cố trong</translation>
    </message>
    <message>
        <source>A small shop is exempt below so many people</source>
        <translation>Cơ sở nhỏ được miễn khi dưới số người này</translation>
    </message>
    <message>
        <source>A hidden value is shown for</source>
        <translation>Hiện thông tin ẩn trong</translation>
    </message>
    <message>
        <source>Hidden values shown in an hour before a reason</source>
        <translation>Số lần xem thông tin ẩn mỗi giờ trước khi cần lý do</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} giờ</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} giây</translation>
    </message>
    <message>
        <source>{count} working days</source>
        <translation>{count} ngày làm việc</translation>
    </message>
    <message>
        <source>Advertisements to one person in 24 hours, {channel}</source>
        <translation>Số quảng cáo cho một người trong 24 giờ, {channel}</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>T2</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>T3</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>T4</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>T5</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>T6</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>T7</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>CN</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>không giới hạn</translation>
    </message>
    <message>
        <source>The policy in force says so: change it there.</source>
        <translation>Do chính sách quy định: đổi trong chính sách.</translation>
    </message>
    <message>
        <source>Fixed by the program.</source>
        <translation>Chương trình cố định giá trị này.</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>chắc chắn</translation>
    </message>
    <message>
        <source>one source</source>
        <translation>một nguồn</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>như cũ</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>vốn là {value}</translation>
    </message>
    <message>
        <source>{said} Open requests counted again: {count}.</source>
        <translation>{said} Số yêu cầu được tính lại hạn: {count}.</translation>
    </message>
    <message>
        <source>Advertising begins, {channel}</source>
        <translation>Giờ bắt đầu quảng cáo, {channel}</translation>
    </message>
    <message>
        <source>Advertising ends, {channel}</source>
        <translation>Giờ kết thúc quảng cáo, {channel}</translation>
    </message>
    <message>
        <source>{count} years</source>
        <translation>{count} tuổi</translation>
    </message>
    <message>
        <source>Decree 356/2025 Art. 5</source>
        <translation>Nghị định 356/2025, Điều 5</translation>
    </message>
    <message>
        <source>Decree 356/2025 Art. 5, silent on it</source>
        <translation>Nghị định 356/2025, Điều 5 không nói rõ</translation>
    </message>
    <message>
        <source>Consumer law 19/2023 Art. 31.2</source>
        <translation>Luật Bảo vệ người tiêu dùng 19/2023, Điều 31.2</translation>
    </message>
    <message>
        <source>Civil Code Art. 147</source>
        <translation>Bộ luật Dân sự, Điều 147</translation>
    </message>
    <message>
        <source>Civil Code Art. 148</source>
        <translation>Bộ luật Dân sự, Điều 148</translation>
    </message>
    <message>
        <source>usual reading of a working day</source>
        <translation>cách hiểu thông thường về ngày làm việc</translation>
    </message>
    <message>
        <source>the shop's own promise, KO 5</source>
        <translation>lời hứa của cửa hàng, KO 5</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} ngày</translation>
    </message>
</context>
</TS>
