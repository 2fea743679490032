"""Made-up people, goods and words for the demo ledger: Vietnamese, plausible, and nobody's."""

from dataclasses import dataclass, field
from random import Random

from ledger.assets import load_places
from ledger.services.customers import AddressInput

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
             "Dương", "Lý", "Đinh", "Trịnh", "Mai", "Lương")  # fmt: skip
_MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Thanh", "Hoàng", "Quốc", "Thu", "Gia", "Bảo", "Khánh", "Đức", "Hữu", "Kim")
_GIVEN = ("An", "Ánh", "Bình", "Châu", "Chi", "Cường", "Dung", "Dũng", "Đạt", "Đức", "Giang", "Hà", "Hải", "Hạnh",
          "Hiền", "Hiếu", "Hòa", "Hồng", "Huệ", "Hùng", "Hương", "Khang", "Khôi", "Lan", "Linh", "Long", "Mai", "Minh",
          "My", "Nam", "Nga", "Ngân", "Nhi", "Oanh", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng",
          "Thủy", "Tiến", "Trang", "Trinh", "Tuấn", "Uyên", "Vân", "Việt", "Vy", "Yến")  # fmt: skip
_STREETS = ("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Hai Bà Trưng", "Phan Đình Phùng", "Lý Thường Kiệt",
            "Điện Biên Phủ", "Cách Mạng Tháng Tám", "Võ Văn Tần", "Nguyễn Trãi", "Quang Trung",
            "Phạm Ngũ Lão")  # fmt: skip
_PREFIXES = ("090", "091", "093", "096", "097", "098", "086", "032", "035", "038", "070", "077", "079", "081", "085")
_GOODS = ("Dầu gội thảo dược 500 ml", "Tinh dầu bưởi 30 ml", "Kem chống nắng SPF 50", "Sữa rửa mặt trà xanh",
          "Bàn trà gỗ sồi", "Kệ sách năm tầng", "Đèn bàn chống cận", "Xà phòng dừa sáp", "Nến thơm quế",
          "Son dưỡng gấc", "Bộ khăn tắm cotton", "Mặt nạ tơ tằm")  # fmt: skip
FEEDBACK = (
    "Hàng giao chậm hai ngày, tôi muốn biết khi nào tới.",
    "Hộp bị móp góc nhưng hàng bên trong vẫn ổn.",
    "Tôi muốn đổi sang loại không mùi, có được không?",
    "Cảm ơn cửa hàng, gói hàng kín đáo và cẩn thận.",
    "Vì sao tôi vẫn nhận tin nhắn quảng cáo sau khi đã từ chối?",
    "Cho tôi hỏi cách sử dụng tinh dầu cho trẻ nhỏ.",
)
ANSWERS = (
    "Dạ, cửa hàng đã kiểm tra, kiện hàng sẽ tới trong ngày mai ạ.",
    "Dạ, cửa hàng xin lỗi và sẽ đổi hộp mới cho anh chị ạ.",
    "Dạ, cửa hàng đã ghi nhận và dừng mọi tin nhắn ạ.",
)
ZONES = {"Hà Nội": "HN-01", "TP. Hồ Chí Minh": "SG-02", "Đà Nẵng": "DN-01", "Cần Thơ": "CT-03", "Hải Phòng": "HP-01"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    address: AddressInput = field(repr=False)
    is_woman: bool


def happens(dice: Random, percent: int) -> bool:
    """Return whether something that happens in so many cases of a hundred happens now."""
    return dice.randrange(100) < percent


def make_person(dice: Random) -> Person:
    """Return a person; the same dice give the same person."""
    middle = dice.choice(_MIDDLE)
    name = f"{dice.choice(_SURNAMES)} {middle} {dice.choice(_GIVEN)}"
    phone = dice.choice(_PREFIXES) + f"{dice.randrange(10_000_000):07d}"
    # example.com is kept free for such uses (RFC 2606): no demo letter can reach anybody.
    email = f"khach{dice.randrange(1_000_000):06d}@example.com"
    return Person(name, phone, email, make_address(dice), is_woman=middle in {"Thị", "Thu", "Ngọc", "Kim"})


def make_address(dice: Random) -> AddressInput:
    """Return an address: mostly in the big cities, with a ward of the list of 2025."""
    places = load_places()
    city = places.find_province(dice.choice(tuple(ZONES)))
    province = city if city is not None and happens(dice, 70) else dice.choice(places.provinces)
    ward = dice.choice(province.wards)
    line = f"{dice.randrange(1, 400)}{dice.choice(('', '', 'A', '/12'))} {dice.choice(_STREETS)}"
    return AddressInput(line, ward.name, province.name)


def make_goods(dice: Random) -> tuple[tuple[str, int], ...]:
    """Return one to three products with quantities."""
    return tuple((product, dice.randrange(1, 4)) for product in dice.sample(_GOODS, dice.randrange(1, 4)))
