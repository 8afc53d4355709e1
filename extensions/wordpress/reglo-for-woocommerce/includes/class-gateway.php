<?php
/**
 * The gateway. WooCommerce asks for a class here.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/** Places the order as pending and leads to the app's page. */
class Gateway extends \WC_Payment_Gateway {

	public function __construct() {
		$this->id                 = PAYMENT_METHOD;
		$this->method_title       = __( 'Réglo: pay by link', 'reglo-for-woocommerce' );
		$this->method_description = __( 'The order is placed, then the customer pays on Réglo’s page with the ways you set up there.', 'reglo-for-woocommerce' );
		$this->has_fields         = false;
		$this->supports           = array( 'products' );
		$this->form_fields        = $this->fields();
		$this->init_settings();
		$this->title       = $this->get_option( 'title' );
		$this->description = $this->get_option( 'description' );
		add_action( 'woocommerce_update_options_payment_gateways_' . $this->id, array( $this, 'process_admin_options' ) );
	}

	private function fields(): array {
		return array(
			'enabled'     => array(
				'title'   => __( 'Offered', 'reglo-for-woocommerce' ),
				'type'    => 'checkbox',
				'label'   => __( 'Offer “pay by link” at checkout', 'reglo-for-woocommerce' ),
				'default' => 'no',
			),
			'title'       => array(
				'title'   => __( 'Title', 'reglo-for-woocommerce' ),
				'type'    => 'text',
				'default' => __( 'Pay online', 'reglo-for-woocommerce' ),
			),
			'description' => array(
				'title'   => __( 'Description', 'reglo-for-woocommerce' ),
				'type'    => 'textarea',
				'default' => __( 'You will pay on a secure page, right after placing the order.', 'reglo-for-woocommerce' ),
			),
		);
	}

	public function is_available() {
		return parent::is_available() && is_connected();
	}

	/**
	 * The order is saved by now: when the app is away it stays, and can be paid later.
	 *
	 * @param int $order_id Order id.
	 * @return array
	 */
	public function process_payment( $order_id ) {
		$order = wc_get_order( $order_id );
		if ( $order->get_status() !== 'pending' ) {
			$order->update_status( 'pending' );
		}
		$answer = ask_for_link( $order, 'pay-url', PATIENT_SECONDS );
		if ( ! $answer['ok'] || $answer['link']['pay_url'] === '' ) {
			log_trouble( 'checkout', $answer );
			// Thrown: the block checkout shows only what is thrown, the classic one shows both.
			throw new \Exception( esc_html__( 'The payment page cannot be opened right now. Your order is kept: please try again in a moment, or choose another way to pay.', 'reglo-for-woocommerce' ) );
		}
		return array(
			'result'   => 'success',
			'redirect' => $answer['link']['pay_url'],
		);
	}
}
